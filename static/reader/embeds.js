/* Videos and posts of other sites: nothing is loaded from them before the reader asks for it. */
(() => {
  "use strict"
  const still = matchMedia("(prefers-reduced-motion: reduce)")

  function show(stage) {
    const frame = stage.querySelector("template").content.firstElementChild.cloneNode(true)
    if (frame.dataset.playing && !still.matches) frame.src = frame.dataset.playing
    const status = stage.parentElement.querySelector("[role=status]")
    status.textContent = status.dataset.said
    stage.classList.add("embed-shown")
    stage.replaceChildren(frame)
    // The button is gone: what it stood for takes its place for the keyboard too.
    frame.focus()
  }

  for (const stage of document.querySelectorAll(".embed-stage")) {
    const button = stage.querySelector("button")
    stage.classList.add("embed-ready")
    button.hidden = false
    button.addEventListener("click", () => show(stage))
  }
})()
