/* The dialog of the picture library, newsroomLibrary.choose(picture => ...), and the fields that ask it. */
(() => {
  "use strict"
  let chosen = null
  let latest = 0

  const dialog = () => document.getElementById("desk-library")

  async function find(words) {
    const asked = ++latest
    const list = dialog().querySelector(".desk-library-found")
    const answer = await fetch(`${dialog().dataset.url}?q=${encodeURIComponent(words)}`).catch(() => ({ ok: false }))
    const html = answer.ok ? await answer.text() : "<li>The library doesn’t answer. Try again.</li>"
    if (asked === latest) list.innerHTML = html
  }

  function choose(then) {
    chosen = then
    const search = dialog().querySelector("input[type=search]")
    search.value = ""
    dialog().querySelector(".desk-library-found").replaceChildren()
    find("")
    dialog().showModal()
    search.focus()
  }

  function take(picture) {
    dialog().close()
    chosen({ ...picture.dataset })
  }

  // A field that holds a picture: the lead picture, or what replaces one.
  function field(box) {
    const input = box.querySelector("input")
    const image = box.querySelector("img")
    const name = box.querySelector(".desk-picture-name")
    const remove = box.querySelector("[data-remove]")
    const show = ({ picture = "", thumb = "", alt = "", name: title = "No picture yet" }) => {
      input.value = picture
      image.src = thumb
      image.alt = alt
      image.hidden = !thumb
      name.textContent = title
      remove.hidden = !picture
      box.dispatchEvent(new Event("input", { bubbles: true }))
    }
    box.querySelector("[data-choose]").addEventListener("click", () => choose(show))
    remove.addEventListener("click", () => {
      show({})
      box.querySelector("[data-choose]").focus()
    })
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!dialog()) return
    document.querySelectorAll("[data-picture-chooser]").forEach(field)
    let wait
    dialog().querySelector("input[type=search]").addEventListener("input", event => {
      clearTimeout(wait)
      wait = setTimeout(() => find(event.target.value), 200)
    })
    dialog().addEventListener("click", event => {
      const picture = event.target.closest("button[data-picture]")
      if (picture) take(picture)
      else if (event.target === dialog() || event.target.closest("[data-close]")) dialog().close()
    })
    // One that was dropped here goes in at once, or as soon as it has its words; of several one is chosen.
    for (const moment of ["picture-added", "picture-described"]) {
      dialog().addEventListener(moment, event => {
        const alone = dialog().querySelectorAll(".picture-drop-list > li").length === 1
        if (alone && "complete" in event.target.dataset) take(event.target)
        else find(dialog().querySelector("input[type=search]").value)
      })
    }
  })

  window.newsroomLibrary = { choose }
})()
