/* The keyboard map: opened by its button or by ?, and the keys that it names. */
window.addEventListener("DOMContentLoaded", () => {
  "use strict"
  const kept = document.getElementById("desk-keys-map")
  if (!kept) return
  const map = kept.content.firstElementChild
  const OFF = "newsroom keys without Ctrl"
  const PATIENCE = 1500 // between the two keys of a pair
  const choice = map.querySelector("[data-single]")
  const search = map.querySelector("[data-search]")
  const places = new Map([...map.querySelectorAll("[data-key]")].map(link => [link.dataset.key, link]))
  let first = ""
  let forget

  const stored = {
    // Storage may be forbidden: then the choice lasts as long as the page.
    get off() { try { return localStorage.getItem(OFF) !== null } catch { return false } },
    set off(off) { try { off ? localStorage.setItem(OFF, "off") : localStorage.removeItem(OFF) } catch { /* as above */ } },
  }

  function open() {
    const here = map.querySelector("[data-here]")
    for (const line of here.querySelectorAll("li")) line.hidden = !document.querySelector(line.dataset.where)
    here.hidden = !here.querySelector("li:not([hidden])")
    document.body.append(map)
    map.showModal()
  }

  function find() {
    const field = document.querySelector("#content input[type=search], #content #searchbar")
    if (field) field.focus()
    else location.assign(search.dataset.search)
  }

  function pressed(key) {
    clearTimeout(forget)
    const pair = first + key
    first = ""
    if (key === "?") open()
    else if (key === "/" && search) find()
    else if (places.has(pair)) location.assign(places.get(pair).href)
    else if ([...places.keys()].some(each => each[0] === key)) {
      first = key
      forget = setTimeout(() => { first = "" }, PATIENCE)
      return false
    } else return false
    return true
  }

  const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]"

  document.addEventListener("keydown", event => {
    const busy = event.defaultPrevented || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey
    if (busy || !choice.checked || event.key.length !== 1 || event.target.closest(TYPING) || document.querySelector("dialog[open]")) return
    if (pressed(event.key.toLowerCase())) event.preventDefault()
  })

  // Unfold's lists have a key of their own for their search: switched off, it goes too.
  document.addEventListener("keydown", event => {
    if (!choice.checked && event.key === "/") event.stopPropagation()
  })

  choice.checked = !stored.off
  map.querySelector("[data-close]").addEventListener("click", () => map.close())
  // It may be open again before it is told that it was closed.
  map.addEventListener("close", () => { if (!map.open) kept.content.append(map) })
  choice.addEventListener("change", () => { stored.off = !choice.checked })
  document.addEventListener("click", event => { if (event.target.closest("[data-keys]")) open() })
  // A search begun elsewhere leads here, to its field.
  if (location.hash === "#searchbar") document.getElementById("searchbar")?.focus()
})
