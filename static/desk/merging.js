/* The page after a save on a stale version: how much is left to choose, saving by keyboard, and a
   question before what was typed would be left behind. */
(() => {
  "use strict"
  const form = document.getElementById("merge_form")
  if (!form) return
  const left = form.querySelector("[data-left]")
  const questions = [...form.querySelectorAll(".desk-question")]
  const next = form.querySelector("[data-next]")
  let leaving = true

  const open = () => questions.filter(question => !question.querySelector("input:checked"))
  const count = () => {
    const number = open().length
    if (questions.length) left.textContent = number ? `${number} of ${questions.length} to choose` : "All chosen"
    next.hidden = !number
  }
  next.addEventListener("click", () => open()[0].querySelector("input").focus())
  form.addEventListener("change", count)
  form.addEventListener("submit", () => { leaving = false })
  window.addEventListener("beforeunload", event => { if (leaving) event.preventDefault() })
  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault()
      form.requestSubmit()
    }
  })
  form.querySelector(".desk-merge-told").focus()
  count()
})()
