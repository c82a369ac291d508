/* What happened is told on the page that comes next. Screen readers only say what is put into a live
   region once the page stands, so that is where messages go then. */
window.addEventListener("load", () => {
  "use strict"
  const region = document.getElementById("desk-told")
  if (!region) return
  const said = region.querySelector("[role=status]")
  const content = document.getElementById("content")

  function tell(message) {
    if (message.matches(".desk-message-error")) {
      const warned = document.createElement("div")
      warned.setAttribute("role", "alert")
      region.append(warned)
      warned.append(message)
    } else said.append(message)
  }

  setTimeout(() => {
    region.querySelectorAll(".desk-message").forEach(tell)
    // A form that came back begins with why.
    const why = content.querySelector(".errornote, .desk-refused")
    if (!why || document.activeElement !== document.body) return
    why.tabIndex = -1
    why.focus()
  }, 100)

  region.addEventListener("click", event => {
    const message = event.target.closest("[data-dismiss]")?.closest(".desk-message")
    if (!message) return
    const all = [...region.querySelectorAll(".desk-message")]
    const next = all[all.indexOf(message) + 1] ?? all[all.indexOf(message) - 1]
    message.remove()
    const focused = next?.querySelector("[data-dismiss]") ?? content
    focused.focus()
  })
})
