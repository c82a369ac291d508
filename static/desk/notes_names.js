/* Completing @names while a note is written: those who see the article, by the letters typed. */
window.newsroomNames = (() => {
  "use strict"
  const TYPED = /(?:^|[^\w.@+-])@([\w.@+-]*)$/
  let list, field, latest = 0, active = 0, wait

  const options = () => [...list.children]
  const word = () => field.value.slice(0, field.selectionStart).match(TYPED)?.[1]

  function close() {
    latest++
    list?.remove()
    field?.removeAttribute("aria-controls")
    field?.removeAttribute("aria-activedescendant")
    list = null
  }

  function point(place) {
    active = (place + list.children.length) % list.children.length
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === active)))
    field.setAttribute("aria-activedescendant", options()[active].id)
  }

  function take(option) {
    const end = field.selectionStart
    field.setRangeText(`${option.dataset.username} `, end - word().length, end, "end")
    close()
    field.focus()
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  function offer(rows, tell) {
    close()
    if (!rows.length) return
    list = document.createElement("ul")
    list.id = "desk-note-names"
    list.className = "desk-found desk-note-names"
    list.setAttribute("role", "listbox")
    list.setAttribute("aria-label", "People who see this article")
    list.append(...rows.map((row, at) => {
      const option = document.createElement("li")
      option.id = `desk-note-name-${at}`
      option.setAttribute("role", "option")
      option.dataset.username = row.username
      option.textContent = row.name === row.username ? row.name : `${row.name} · @${row.username}`
      return option
    }))
    field.after(list)
    field.setAttribute("aria-controls", list.id)
    point(0)
    tell(`${rows.length} ${rows.length === 1 ? "name" : "names"}: ${rows[0].name}`)
  }

  async function search(address, tell) {
    const asked = ++latest
    const letters = word()
    if (letters === undefined) return close()
    const answer = await fetch(`${address}?q=${encodeURIComponent(letters)}`).catch(() => null)
    if (answer?.ok && asked === latest) offer((await answer.json()).found, tell)
  }

  // Completes in all fields with data-mentions in this panel, also in those that come later.
  return (panel, tell) => {
    panel.addEventListener("input", event => {
      if (!event.target.matches("[data-mentions]")) return
      field = event.target
      clearTimeout(wait)
      if (word() === undefined) close()
      else wait = setTimeout(search, 150, panel.dataset.people, tell)
    })
    panel.addEventListener("keydown", event => {
      if (!list || event.target !== field) return
      const moves = { ArrowDown: () => point(active + 1), ArrowUp: () => point(active - 1), Enter: () => take(options()[active]), Tab: () => take(options()[active]), Escape: close }
      if (!(event.key in moves) || (event.key === "Tab" && event.shiftKey)) return
      event.preventDefault()
      moves[event.key]()
    })
    panel.addEventListener("focusout", event => { if (event.target === field) close() })
    panel.addEventListener("mousedown", event => {
      const option = event.target.closest(".desk-note-names [role=option]")
      if (!option) return
      event.preventDefault()
      take(option)
    })
  }
})()
