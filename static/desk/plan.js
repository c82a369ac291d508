/* The times beside an article: a refusal is shown where the form was, and what was done is said. */
(() => {
  const panel = document.querySelector(".desk-panel-times")
  const status = panel.querySelector("[role=status]")
  panel.addEventListener("htmx:beforeSwap", (event) => {
    if ([403, 422, 503].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true
      event.detail.isError = false
    }
  })
  panel.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.requestConfig.verb !== "post") return
    const said = panel.querySelector("[data-said]")
    status.textContent = said ? said.textContent : ""
    said?.remove()
    panel.querySelector("summary")?.focus()
  })
  panel.addEventListener("htmx:sendError", () => {
    status.textContent = "The server doesn’t answer. Nothing was saved: try again shortly."
  })
})()
