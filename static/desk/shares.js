/* Links for outsiders: the button that copies the new one. */
(() => {
  "use strict"
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy)
    const said = document.querySelector("[data-copied]")
    button.hidden = false
    button.addEventListener("click", async () => {
      field.select()
      try {
        await navigator.clipboard.writeText(field.value)
        said.textContent = "Copied."
      } catch {
        said.textContent = "Your browser didn’t let us copy it. It is selected: press Ctrl-C or Cmd-C."
      }
    })
  }
})()
