/* The focal point of a picture: a click on it, arrow keys, or two sliders; and what is cropped by it. */
(() => {
  "use strict"
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
  const within = (value, most) => Math.min(Math.max(value, 0), most)

  // Where the crop begins in the picture, as `object-position` wants it: the point in the middle, as
  // far as the picture reaches.
  function position(share, point) {
    if (share >= 1) return 50
    return (within(point / 100 - share / 2, 1 - share) / (1 - share)) * 100
  }

  function crop(frame, across, down) {
    const image = frame.querySelector("img")
    const own = image.naturalWidth / image.naturalHeight
    if (!own) return
    const shape = frame.clientWidth / frame.clientHeight
    const left = position(Math.min(shape / own, 1), across)
    const top = position(Math.min(own / shape, 1), down)
    image.style.objectPosition = `${left}% ${top}%`
  }

  function watch(box) {
    const [across, down] = box.querySelectorAll("input")
    const frame = box.querySelector(".desk-focus-frame")
    if (!frame) return
    const point = frame.querySelector(".desk-focus-point")
    const crops = [...box.querySelectorAll("[data-crop]")]
    const show = () => {
      point.style.left = `${across.value}%`
      point.style.top = `${down.value}%`
      point.setAttribute("aria-label", `Focal point: ${across.value} % from the left, ${down.value} % from the top`)
      crops.forEach(each => crop(each, Number(across.value), Number(down.value)))
    }
    const move = (x, y) => {
      across.value = within(Math.round(x), 100)
      down.value = within(Math.round(y), 100)
      across.dispatchEvent(new Event("input", { bubbles: true }))
    }
    const follow = event => {
      const area = frame.getBoundingClientRect()
      move(((event.clientX - area.left) / area.width) * 100, ((event.clientY - area.top) / area.height) * 100)
    }
    frame.addEventListener("pointerdown", event => {
      if (event.button) return
      event.preventDefault()
      frame.setPointerCapture(event.pointerId)
      point.focus()
      follow(event)
    })
    frame.addEventListener("pointermove", event => { if (frame.hasPointerCapture(event.pointerId)) follow(event) })
    point.addEventListener("keydown", event => {
      const step = STEPS[event.key]
      if (!step) return
      event.preventDefault()
      const size = event.shiftKey ? 10 : 1
      move(Number(across.value) + step[0] * size, Number(down.value) + step[1] * size)
    })
    box.addEventListener("input", show)
    crops.forEach(each => each.querySelector("img").addEventListener("load", show))
    new ResizeObserver(show).observe(frame)
    show()
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-focus]").forEach(watch))
})()
