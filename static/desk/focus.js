/* The focal point of a picture: sliders, and a click on the picture itself. */
(() => {
  "use strict"
  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[data-focus]")) {
      const [across, down] = box.querySelectorAll("input")
      const frame = box.querySelector(".desk-focus-frame")
      if (!frame) continue
      const point = frame.querySelector(".desk-focus-point")
      const show = () => {
        point.style.left = `${across.value}%`
        point.style.top = `${down.value}%`
      }
      frame.addEventListener("click", event => {
        const area = frame.getBoundingClientRect()
        across.value = Math.round(((event.clientX - area.left) / area.width) * 100)
        down.value = Math.round(((event.clientY - area.top) / area.height) * 100)
        show()
      })
      box.addEventListener("input", show)
      show()
    }
  })
})()
