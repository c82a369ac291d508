/* The article form: saving by keyboard, counts, the slug, names in order. */
(() => {
  "use strict"
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]

  function make(tag, attributes, text = "") {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.textContent = text
    return element
  }

  function saveByKeyboard(form) {
    window.newsroomSave = () => form.requestSubmit(document.querySelector('[name="_continue"]'))
    document.addEventListener("keydown", event => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
        event.preventDefault()
        window.newsroomSave()
      }
    })
  }

  // How many characters, said to screen readers only once typing rests

  function count(field) {
    const limit = Number(field.dataset.count)
    const shown = make("p", { class: "desk-count", id: `${field.id}_count` })
    const said = make("p", { class: "desk-unseen", role: "status" })
    let wait
    const update = () => {
      const length = [...field.value.trim()].length
      const over = length - limit
      shown.textContent = over > 0 ? `${length} characters, ${over} more than fit` : `${length} of ${limit} characters`
      shown.classList.toggle("desk-count-over", over > 0)
    }
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${shown.id}`.trim())
    field.after(shown, said)
    field.addEventListener("input", () => {
      update()
      clearTimeout(wait)
      wait = setTimeout(() => { said.textContent = shown.textContent }, 1200)
    })
    update()
  }

  // The slug, as articles/desk/slugs.py makes it, until somebody writes one

  const SPELT = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", "’": "", "'": "", "&": " and " }

  function slugFrom(headline) {
    const plain = headline.toLowerCase().replace(/[ßæœøłđðþı’'&]/g, letter => SPELT[letter])
    const slug = plain.normalize("NFKD").replace(/[^a-z0-9_\s-]/g, "").trim().replace(/[-\s]+/g, "-").replace(/^[-_]+|[-_]+$/g, "")
    return slug.length > 80 ? slug.slice(0, 81).replace(/-[^-]*$/, "").slice(0, 80) : slug
  }

  function proposeSlug(slug) {
    const source = document.getElementById(`id_${slug.dataset.from}`)
    let own = slug.value !== "" && slug.value !== slugFrom(source.value)
    slug.addEventListener("input", () => { own = slug.value !== "" })
    source.addEventListener("input", () => { if (!own) slug.value = slugFrom(source.value) })
  }

  // Names in order

  function names(box) {
    const list = box.querySelector("ol")
    const input = box.querySelector("[role=combobox]")
    const found = box.querySelector("[role=listbox]")
    const status = box.querySelector("[role=status]")
    let active = -1
    let latest = 0

    const changed = said => {
      status.textContent = said
      box.dispatchEvent(new Event("input", { bubbles: true }))
    }
    const options = () => all("[role=option]", found)
    const close = () => {
      found.hidden = true
      active = -1
      input.setAttribute("aria-expanded", "false")
      input.removeAttribute("aria-activedescendant")
    }
    const point = place => {
      active = place
      options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)))
      input.setAttribute("aria-activedescendant", options()[place].id)
    }
    const button = (name, mark, data) => make("button", { type: "button", class: "desk-icon", "aria-label": name, ...data }, mark)
    const add = option => {
      const name = option.textContent
      const item = document.createElement("li")
      item.append(
        make("input", { type: "hidden", name: box.dataset.name, value: option.dataset.id }),
        make("span", { class: "desk-names-name" }, name),
        button(`Move ${name} up`, "↑", { "data-move": "up" }),
        button(`Move ${name} down`, "↓", { "data-move": "down" }),
        button(`Remove ${name}`, "✕", { "data-remove": "" }),
      )
      list.append(item)
      input.value = ""
      close()
      input.focus()
      changed(`${name} added, number ${list.children.length}`)
    }
    const search = async () => {
      const asked = ++latest
      const words = input.value.trim()
      if (!words) return close()
      const answer = await fetch(`${box.dataset.search}?q=${encodeURIComponent(words)}`)
      const rows = answer.ok ? (await answer.json()).found : []
      if (asked !== latest) return
      const taken = new Set(all("input[type=hidden]", list).map(each => each.value))
      const offered = rows.filter(row => !taken.has(String(row.id)))
      found.replaceChildren(...offered.map(row => make("li", { role: "option", id: `${found.id}_${row.id}`, "data-id": row.id, "aria-selected": "false" }, row.name)))
      close()
      status.textContent = offered.length ? `${offered.length} found` : `No other ${box.dataset.one} has this name`
      if (!offered.length) return
      found.hidden = false
      input.setAttribute("aria-expanded", "true")
      point(0)
    }

    let wait
    input.addEventListener("input", event => {
      event.stopPropagation()
      clearTimeout(wait)
      wait = setTimeout(search, 150)
    })
    input.addEventListener("keydown", event => {
      const last = options().length - 1
      if (event.key === "Enter") {
        event.preventDefault()
        if (!found.hidden && active >= 0) add(options()[active])
      } else if (event.key === "Escape") close()
      else if (!found.hidden && event.key === "ArrowDown") { event.preventDefault(); point(active < last ? active + 1 : 0) }
      else if (!found.hidden && event.key === "ArrowUp") { event.preventDefault(); point(active > 0 ? active - 1 : last) }
    })
    input.addEventListener("blur", () => setTimeout(close, 150))
    found.addEventListener("mousedown", event => {
      event.preventDefault()
      const option = event.target.closest("[role=option]")
      if (option) add(option)
    })
    list.addEventListener("click", event => {
      const pressed = event.target.closest("button")
      if (!pressed) return
      const item = pressed.closest("li")
      const name = item.querySelector(".desk-names-name").textContent
      if (pressed.matches("[data-remove]")) {
        item.remove()
        input.focus()
        changed(`${name} removed`)
        return
      }
      if (pressed.dataset.move === "up") item.previousElementSibling?.before(item)
      else item.nextElementSibling?.after(item)
      pressed.focus()
      if (document.activeElement !== pressed) item.querySelector(`[data-move=${pressed.dataset.move === "up" ? "down" : "up"}]`).focus()
      changed(`${name} is number ${[...list.children].indexOf(item) + 1}`)
    })
  }

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("article_form")
    if (!form || !document.querySelector('[name="_continue"]')) return
    saveByKeyboard(form)
    all("[data-count]", form).forEach(count)
    all("[data-from]", form).forEach(proposeSlug)
    all("[data-names]", form).forEach(names)
  })
})()
