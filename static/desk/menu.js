/* Unfold's switches for the navigation are plain spans: make them buttons to keyboards and readers. */
document.addEventListener("DOMContentLoaded", () => {
  for (const toggle of document.querySelectorAll('span[x-on\\:click*="sidebar"]')) {
    toggle.setAttribute("role", "button")
    toggle.setAttribute("aria-label", "Show or hide the navigation")
    toggle.tabIndex = 0
    toggle.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return
      event.preventDefault()
      toggle.click()
    })
  }
})
