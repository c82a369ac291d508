/* An open article form: what is typed goes to the server every few seconds, or stays in this browser
   while the server is away; and who else has the article open. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict"
  const box = document.getElementById("desk-writing")
  const form = document.getElementById("article_form")
  if (!box || !form) return
  const kept = window.newsroomKept
  const { person, zone, url, keep, takeOver, leave } = box.dataset
  const writes = Boolean(form.elements.headline)
  const told = box.querySelector("[data-told]")
  const present = box.querySelector("[data-present]")
  const line = document.querySelector("[data-kept]")
  const said = document.querySelector("[data-kept-said]")

  const REST = 3000 // after the last key
  const AT_MOST = 10000 // while keys keep coming, and between two polls
  const HIDDEN = 30000
  const LOCAL = 400
  const PATIENCE = 20000
  const KEEPALIVE = 60000 // what browsers still send for a page that is gone
  const TECHNICAL = new Set(["csrfmiddlewaretoken", "based_on", "form", "restored"])

  // What is in the form

  const editors = () => Object.values(window.CKEDITOR?.instances ?? {})
  let frozen = null

  function fields() {
    if (frozen) return frozen
    const data = new FormData(form)
    for (const editor of editors()) if (editor.status === "ready") data.set(editor.element.$.name, editor.getData())
    return [...data].filter(([field, value]) => !TECHNICAL.has(field) && typeof value === "string")
  }
  const shape = list => JSON.stringify(list)

  // A text that was restored or refused differs from what is stored before the first key.
  const begunUnsaved = Boolean(form.elements.restored?.value || document.querySelector(".errornote"))
  let asItWas = writes && !begunUnsaved ? shape(fields()) : ""
  let onServer = asItWas
  let lastKey = begunUnsaved ? Date.now() : 0
  let firstUnsent = 0
  let unkept = false // neither the server nor this browser has the last keys
  let asked = false // to save, in vain, since the server was last heard of
  let keptAt = "" // the server's clock when it last took the text
  let failures = 0
  let wait, localWait, busy

  function entry() {
    const { form: id, based_on, restored } = form.elements
    return { person, form: id.value, based_on: based_on?.value ?? "", restored: restored.value, keep, typed: lastKey, fields: fields() }
  }

  function keepHere() {
    clearTimeout(localWait)
    localWait = undefined
    const now = entry()
    if ([onServer, asItWas].includes(shape(now.fields))) kept.drop(person, now.form)
    else unkept = !kept.put(now)
  }

  function typed() {
    const first = !lastKey
    lastKey = Date.now()
    firstUnsent ||= lastKey
    localWait ??= setTimeout(keepHere, LOCAL)
    plan(first ? 0 : Math.min(REST, Math.max(0, firstUnsent + AT_MOST - lastKey)))
  }

  // What the person is told: a line for the eyes; spoken only when something changes for them

  const clock = () => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date())
  let spoken = ""

  function say(text, aloud = text) {
    if (line) line.textContent = text
    if (said && aloud !== spoken) said.textContent = spoken = aloud
  }

  function tell(template) {
    const id = template && `desk-writing-${template}`
    if (told.dataset.shows === (id ?? "")) return
    told.dataset.shows = id ?? ""
    told.hidden = !id
    told.replaceChildren(...(id ? [document.getElementById(id).content.cloneNode(true)] : []))
  }

  const AWAY = {
    away: "Not reachable",
    failing: "The server can’t keep this just now",
    "signed-out": "Signed out",
    "somebody-else": "Signed in as somebody else",
    refused: "This article can’t be reached any more",
  }

  function report(answer) {
    const { state, refusal } = answer
    tell({ "signed-out": "signed-out", "somebody-else": "somebody-else" }[state])
    const somebody = told.querySelector("[data-somebody]")
    if (somebody) somebody.textContent = answer.signed_in_as
    if (state === "ok" && !refusal) {
      asked = false
      keptAt = answer.kept_at || keptAt
      if (frozen) say(`${holder} is writing here: for reading only`)
      else if (!changed()) say("", spoken && "Nothing is unsaved")
      else say(`Kept at ${keptAt}, not saved yet`, "Your text is kept")
      return
    }
    const reason = `${asked ? "Not saved. " : ""}${refusal ?? AWAY[state]}`
    if (!changed()) say(`${reason}.`)
    else if (shape(fields()) === onServer) say(`${reason}: kept at ${keptAt}`, `${reason}: your text is kept`)
    else if (unkept) say(`${reason}, and this browser has no room: copy your text`)
    else say(`${reason}: kept in this browser at ${clock()}`, `${reason}: your text is kept in this browser`)
  }

  // To the server and back

  const changed = () => writes && shape(fields()) !== asItWas

  async function exchange() {
    while (busy) await busy
    busy = send()
    const answer = await busy.finally(() => { busy = undefined })
    plan()
    return answer
  }

  async function send() {
    clearTimeout(wait)
    const now = entry()
    const text = shape(now.fields)
    const sent = writes && text !== onServer ? kept.parameters(now) : kept.parameters({ ...now, fields: [] })
    if (writes && text !== onServer) sent.set("text", text === asItWas ? "as-it-was" : "typed")
    if (lastKey && !frozen && changed()) sent.set("age", Date.now() - lastKey)
    firstUnsent = 0
    const answer = await kept.post(url, sent)
    if (answer.state === "ok" && !answer.refusal) {
      onServer = text
      unkept = false
    }
    if (writes) keepHere()
    if (answer.state === "ok") show(answer)
    failures = answer.state === "ok" ? 0 : failures + 1
    report(answer)
    return answer
  }

  function plan(after) {
    const usual = document.hidden ? HIDDEN : Math.min(AT_MOST * (1 + failures / 2), HIDDEN)
    clearTimeout(wait)
    wait = setTimeout(exchange, after ?? (firstUnsent ? REST : usual))
  }

  // Who else is there

  let holder = ""

  function show({ present: html = "", held_by = "" }) {
    holder = held_by
    if (present.dataset.shows !== html) {
      present.dataset.shows = html
      present.innerHTML = html
    }
    if (writes && holder && !frozen) freeze()
    else if (!holder && frozen) thaw()
  }

  const LOCKABLE = "input:not([type=hidden]), textarea, select, button"

  function lock(locked) {
    for (const each of form.querySelectorAll(LOCKABLE)) {
      if (box.contains(each)) continue
      if (each.matches("textarea, input:not([type=checkbox], [type=radio])")) each.readOnly = locked
      else each.disabled = locked
    }
    for (const editor of editors()) if (editor.status === "ready") editor.setReadOnly(locked)
    form.classList.toggle("desk-writing-frozen", locked)
  }

  function freeze() {
    frozen = fields()
    lock(true)
  }

  function thaw() {
    frozen = null
    lock(false)
  }

  async function takeItOver() {
    const answer = await kept.post(takeOver, kept.parameters({ ...entry(), fields: [] }))
    if (answer.state !== "ok") return report(answer)
    show(answer)
    form.elements.headline.focus()
    say("You write here now")
  }

  // Saving: only once the server is known to answer, and to this person

  let saving = "" // then "asking", "passing" (the browser's own submit) and "sent"
  const page = document.getElementById("content-main")

  async function save(submitter) {
    saving = "asking"
    say("Saving…")
    const answer = await exchange()
    if (frozen || ["away", "signed-out", "somebody-else"].includes(answer.state)) {
      saving = ""
      if (frozen) say(`Not saved: ${holder} is writing here. Take over first`)
      else {
        asked = true
        report(answer)
      }
      told.querySelector("a")?.focus()
      return
    }
    form.elements.csrfmiddlewaretoken.value = kept.token()
    saving = "passing"
    form.requestSubmit(submitter)
    saving = "sent"
    page.inert = true
    setTimeout(() => {
      saving = ""
      page.inert = false
      plan(0)
    }, PATIENCE)
  }

  document.addEventListener("submit", event => {
    if (event.target !== form || !writes || saving === "passing") return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (!saving) save(event.submitter)
  }, true)

  // Leaving: no question is asked, since what was typed is kept and offered again

  window.addEventListener("beforeunload", event => {
    if (unkept && changed() && saving !== "sent") event.preventDefault()
  })

  window.addEventListener("pagehide", () => {
    const last = { keepalive: true, signal: undefined }
    if (writes && saving !== "sent" && shape(fields()) !== onServer) {
      keepHere()
      const sent = kept.parameters(entry())
      sent.set("text", changed() ? "typed" : "as-it-was")
      sent.set("age", Date.now() - lastKey)
      if (String(sent).length < KEEPALIVE) kept.post(keep, sent, last)
    }
    if (leave) kept.post(leave, new URLSearchParams(), last)
  })

  // Out of the browser's memory comes a form that may have been saved since.
  window.addEventListener("pageshow", event => { if (event.persisted) location.reload() })

  // What sets all this going

  function begin(editor) {
    const body = editor.getData()
    const withBody = list => list.map(([field, value]) => [field, field === editor.element.$.name ? body : value])
    const untouched = onServer === asItWas
    if (asItWas) asItWas = shape(withBody(JSON.parse(asItWas)))
    if (untouched) onServer = asItWas
    if (frozen) {
      frozen = withBody(frozen)
      editor.setReadOnly(true)
    }
    editor.on("change", () => { if (!frozen && (lastKey || changed())) typed() })
  }

  if (writes) {
    window.CKEDITOR?.on("instanceReady", event => begin(event.editor))
    editors().filter(editor => editor.status === "ready").forEach(begin)
    form.addEventListener("input", typed)
    document.querySelector(".desk-reason input")?.addEventListener("input", typed)
  }
  present.addEventListener("click", event => { if (event.target.closest("[data-take-over]")) takeItOver() })
  document.addEventListener("visibilitychange", () => { if (!document.hidden) plan(0) })
  window.addEventListener("focus", () => { if (failures) plan(0) })
  window.addEventListener("online", () => plan(0))
  kept.sendOpenForm = exchange
  if (writes || takeOver) plan(0)
})
