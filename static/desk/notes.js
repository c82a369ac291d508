/* The notes beside the form: what is typed is kept, what was done is told, passages are shown. */
(() => {
  "use strict"
  const panel = document.querySelector("[data-notes-panel]")
  const passages = window.newsroomPassages
  const status = panel.querySelector(".desk-notes-said")
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value
  const tell = words => {
    status.textContent = ""
    setTimeout(() => { status.textContent = words }, 50)
  }

  // What is typed: kept in this tab until it is sent, whatever becomes of the page

  const key = field => `newsroom note ${location.pathname} ${field.id}`
  const about = form => ["passage", "before", "after"].map(name => form.elements[name]).filter(Boolean)

  function keep(form) {
    const field = form.elements.text
    const quoted = Object.fromEntries(about(form).map(input => [input.name, input.value]))
    if (field.value.trim()) sessionStorage.setItem(key(field), JSON.stringify({ text: field.value, ...quoted }))
    else sessionStorage.removeItem(key(field))
  }

  function bringBack() {
    for (const form of panel.querySelectorAll(".desk-note-form")) {
      const kept = sessionStorage.getItem(key(form.elements.text))
      if (!kept || form.elements.text.value) continue
      const { text, ...quoted } = JSON.parse(kept)
      form.elements.text.value = text
      if (quoted.passage) quote(form, quoted)
      form.closest("details").open = true
    }
  }

  // The passage that the next note is about

  function quote(form, quoted) {
    about(form).forEach(input => { input.value = quoted[input.name] ?? "" })
    const box = form.querySelector(".desk-note-about")
    box.querySelector("q").textContent = quoted.passage ?? ""
    box.hidden = !quoted.passage
  }

  window.newsroomNotes = {
    // Begin a note on what is selected in the text.
    begin() {
      const form = panel.querySelector(".desk-note-new .desk-note-form")
      if (!form) return tell("The notes aren’t here yet. Try again in a moment.")
      const found = passages.selected()
      quote(form, found ?? {})
      form.closest("details").open = true
      form.elements.text.focus()
      if (!found) tell("Nothing is selected in the body, so this note is about the whole article.")
    },
    pressed(event) {
      const asked = (event.ctrlKey || event.metaKey) && event.altKey && !event.getModifierState("AltGraph")
      if (!asked || event.code !== "KeyM") return
      event.preventDefault()
      this.begin()
    },
  }

  // Where the passages are

  let latest = 0

  async function whereabouts() {
    const asked = ++latest
    if (!panel.dataset.places || !panel.querySelector("[data-note]")) return new Map()
    const found = await passages.places(panel.dataset.places, token())
    // An answer that was overtaken is about a text that stood there before.
    if (asked === latest) passages.paint("desk-notes", [...found.values()].filter(place => !place.resolved).map(place => place.range))
    return found
  }

  async function show(button) {
    try {
      const place = (await whereabouts()).get(Number(button.dataset.note))
      if (!place) return tell("These words aren’t in the text any more.")
      panel.querySelectorAll(".desk-note-current").forEach(note => note.classList.remove("desk-note-current"))
      button.closest(".desk-note").classList.add("desk-note-current")
      passages.show(place.range)
      tell(place.exact ? "The passage is shown in the text." : "The passage was changed since. It is shown in the text as it reads now.")
    } catch {
      tell("The server can’t be asked just now where this passage is.")
    }
  }

  const paint = () => whereabouts().catch(() => { /* a click on a note asks again, and says so */ })

  function goTo(id) {
    const note = document.getElementById(id)
    if (!note) return false
    const folded = note.closest(".desk-note-resolved")
    if (folded) folded.open = true
    note.focus()
    note.scrollIntoView({ block: "nearest" })
    return true
  }

  // What the server says

  let sent
  panel.addEventListener("htmx:beforeRequest", event => { sent = event.target.elements?.text })
  panel.addEventListener("htmx:beforeSwap", event => {
    const { xhr } = event.detail
    const ours = xhr.responseText.includes("data-notes")
    event.detail.shouldSwap = ours
    event.detail.isError = !ours
    if (ours) return
    const signedOut = xhr.status === 200 || xhr.status === 403
    tell(signedOut ? "You are signed out. Sign in again in another tab, then press the button again." : "It isn’t there any more. Reload the page to see what is.")
  })
  panel.addEventListener("htmx:sendError", () => tell("The server doesn’t answer. What you typed is kept: press the button again."))
  panel.addEventListener("htmx:afterSettle", () => {
    bringBack()
    paint()
    panel.querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" })
  })
  document.addEventListener("notes:done", event => {
    if (sent) {
      sessionStorage.removeItem(key(sent))
      const again = document.getElementById(sent.id)
      if (again) {
        again.value = ""
        again.closest("details").open = false
        if (again.form.querySelector(".desk-note-about")) quote(again.form, {})
      }
    }
    tell(event.detail.said)
    if (!goTo(`note-${event.detail.note_id}`)) panel.querySelector("#note-new summary").focus()
  })

  panel.addEventListener("input", event => { if (event.target.form) keep(event.target.form) })
  panel.addEventListener("click", event => {
    const passage = event.target.closest("[data-note]")
    const whole = event.target.closest("[data-whole]")
    if (passage) show(passage)
    if (whole) {
      quote(whole.form, {})
      keep(whole.form)
      whole.form.elements.text.focus()
    }
  })
  document.addEventListener("keydown", event => window.newsroomNotes.pressed(event))
  document.addEventListener("notes:text", paint)
  panel.addEventListener("htmx:load", () => goTo(location.hash.slice(1)), { once: true })

  window.newsroomNames(panel, tell)
  bringBack()
})()
