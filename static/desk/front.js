/* Front pages: dragging by mouse, pen and touch, arrow keys, and what a screen reader hears of it.
   Without this script the buttons do all of it. */
(() => {
  "use strict"
  const root = document.documentElement
  const board = () => document.querySelector("#front-desk[data-arranges] .front-board")
  const say = words => { document.querySelector("[data-say]").textContent = words }
  let said = ""
  let leaving = false
  /* What each step is called, and whose focus it keeps. */
  const steps = new WeakMap()

  /* Ask the server for the order with one more step; `name` is `put` or `off`. */
  function ask(name, value, words) {
    said = words
    const form = board()
    const step = document.createElement("button")
    step.name = name
    step.value = value
    step.hidden = true
    form.append(step)
    // htmx takes the value of the button that was clicked.
    step.click()
    step.remove()
  }

  // Dragging

  let drag = null

  function slotAt(x, y) {
    const under = document.elementFromPoint(x, y)
    return under?.closest("[data-slot]") ?? under?.closest("[data-off]")
  }

  function lift(event) {
    const grip = event.target.closest("[data-grip]")
    const item = event.target.closest("[data-article]")
    // A finger drags by the grip alone, so that the page still scrolls.
    if (!board() || !item || event.button !== 0 || event.target.closest("button, a, input")) return
    if (!grip && event.pointerType !== "mouse") return
    drag = { item, x: event.clientX, y: event.clientY, pointer: event.pointerId, ghost: null, over: null }
    event.preventDefault()
  }

  function begin() {
    drag.ghost = document.createElement("div")
    drag.ghost.className = "front-ghost"
    drag.ghost.textContent = drag.item.dataset.name
    document.querySelector(".front").append(drag.ghost)
    drag.item.classList.add("front-lifted")
    root.classList.add("front-dragging")
  }

  function carry(event) {
    if (!drag || event.pointerId !== drag.pointer) return
    if (!drag.ghost && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 6) return
    if (!drag.ghost) begin()
    drag.ghost.style.translate = `${event.clientX + 12}px ${event.clientY + 12}px`
    if (event.clientY < 60) window.scrollBy(0, -14)
    if (event.clientY > window.innerHeight - 60) window.scrollBy(0, 14)
    const over = slotAt(event.clientX, event.clientY)
    if (over === drag.over) return
    drag.over?.classList.remove("front-over")
    drag.over = over
    over?.classList.add("front-over")
  }

  function put(event) {
    if (!drag || event.pointerId !== drag.pointer) return
    const { item, over, ghost } = drag
    rest()
    if (!ghost || !over || over === item) return
    const { article, name, slot } = item.dataset
    if (over.dataset.slot) ask("put", `${article}-${over.dataset.slot}`, `${name} is in slot ${over.dataset.slot}`)
    else if (slot) ask("off", article, `${name} is taken off`)
  }

  function rest() {
    drag?.ghost?.remove()
    drag?.over?.classList.remove("front-over")
    drag?.item.classList.remove("front-lifted")
    root.classList.remove("front-dragging")
    drag = null
  }

  document.addEventListener("pointerdown", lift)
  document.addEventListener("pointermove", carry)
  document.addEventListener("pointerup", put)
  document.addEventListener("pointercancel", rest)
  document.addEventListener("dragstart", event => { if (event.target.closest(".front-board")) event.preventDefault() })

  // Keys

  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && drag) return rest()
    const slot = event.target.closest?.("[data-slot]")
    const way = { ArrowUp: "[data-up]", ArrowDown: "[data-down]" }[event.key]
    if (!slot || !way || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    slot.querySelector(way)?.click()
  })

  // The focus stays with the article, wherever it went; what happened is said once it has.

  document.addEventListener("htmx:beforeRequest", event => {
    if (!event.target.matches(".front-board")) return
    const pressed = event.detail.requestConfig.triggeringEvent?.submitter
    // By request: the next one may begin before the page of this one has settled.
    steps.set(event.detail.xhr, {
      words: said || pressed?.ariaLabel,
      focused: pressed?.value.split("-")[0],
    })
    said = ""
  })
  document.addEventListener("htmx:afterSettle", event => {
    const form = board()
    const { words, focused } = steps.get(event.detail.xhr) ?? {}
    if (!form || !words) return
    if (document.activeElement === document.body && focused) {
      const item = form.querySelector(`[data-slot][data-article="${focused}"]`) ?? form
      item.querySelector("[data-up], [data-down], button:not(.desk-unseen)")?.focus()
    }
    const changed = document.querySelector("#front-desk").hasAttribute("data-changed")
    say(`${words}. ${changed ? "Not in place yet." : "As it is in place."}`)
  })
  document.addEventListener("htmx:beforeSwap", event => {
    const { xhr, target } = event.detail
    if (!target.closest("#front-desk") || xhr.responseText.includes('id="front-desk"')) return
    // Signed out meanwhile: signing in again leads back here, to this very order.
    event.detail.shouldSwap = false
    leaving = true
    location.assign(xhr.responseURL)
  })
  for (const failed of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(failed, () => {
      said = ""
      say("The server doesn’t answer. The order is as it was: try again.")
    })
  }

  // What isn't in place yet is lost by leaving

  document.addEventListener("submit", event => { if (event.target.matches(".front-save, .front-undo")) leaving = true })
  document.addEventListener("click", event => { if (event.target.closest("[data-restart]")) leaving = true })
  window.addEventListener("beforeunload", event => {
    if (!leaving && document.querySelector("#front-desk[data-changed]")) event.preventDefault()
  })

  root.classList.add("front-drags")
})()
