/* Preview: each frame is scaled to its place; where there is room for one only, one is shown. */
(() => {
  "use strict"
  const screens = [...document.querySelectorAll(".preview-screen")]
  const choice = value => document.querySelector(`.preview-switch [value="${value}"]`)
  const narrow = window.matchMedia("(max-width: 63.99rem)")

  const watch = new ResizeObserver(entries => {
    for (const { target, contentRect } of entries) {
      const scale = Math.min(1, contentRect.width / target.querySelector("iframe").width)
      if (!scale) continue
      target.style.setProperty("--scale", scale)
      const words = scale < 1 ? `, shown at ${Math.round(scale * 100)} %` : ""
      target.parentElement.querySelector("[data-scale]").textContent = words
    }
  })
  for (const screen of screens) watch.observe(screen.querySelector(".preview-frame"))

  const oneAtATime = () => {
    if (narrow.matches && choice("together").checked) choice("phone").checked = true
  }
  narrow.addEventListener("change", oneAtATime)
  oneAtATime()
})()
