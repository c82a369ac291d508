/* The dialog of the picture library: newsroomLibrary.choose(picture => ...) asks for one. */
(() => {
  "use strict"
  let chosen = null
  let latest = 0

  const dialog = () => document.getElementById("desk-library")

  async function find(words) {
    const asked = ++latest
    const list = dialog().querySelector(".desk-library-found")
    const answer = await fetch(`${dialog().dataset.url}?q=${encodeURIComponent(words)}`)
    const html = answer.ok ? await answer.text() : "<li>The library doesn’t answer. Try again.</li>"
    if (asked === latest) list.innerHTML = html
  }

  function choose(then) {
    chosen = then
    const search = dialog().querySelector("input")
    search.value = ""
    dialog().querySelector(".desk-library-found").replaceChildren()
    find("")
    dialog().showModal()
    search.focus()
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!dialog()) return
    let wait
    dialog().querySelector("input").addEventListener("input", event => {
      clearTimeout(wait)
      wait = setTimeout(() => find(event.target.value), 200)
    })
    dialog().addEventListener("click", event => {
      const picture = event.target.closest("[data-picture]")
      if (picture) {
        dialog().close()
        chosen({ ...picture.dataset })
      } else if (event.target === dialog() || event.target.closest("[data-close]")) dialog().close()
    })
  })

  window.newsroomLibrary = { choose }
})()
