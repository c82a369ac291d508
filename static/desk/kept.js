/* Text that the server doesn't have yet is kept in this browser, under its person's number, until it
   has it; then it is offered again. window.newsroomKept is for static/desk/writing.js. */
(() => {
  "use strict"
  const KEPT = "newsroom-kept"
  const DAYS = 30
  const PATIENCE = 15000

  const key = (person, form) => `${KEPT}:${person}:${form}`
  const cookie = name => document.cookie.split("; ").find(each => each.startsWith(`${name}=`))?.slice(name.length + 1)

  // Signing in again changes the token, so it is read anew for each request.
  const token = () => cookie("csrftoken") ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? ""

  /* An entry: { person, form, based_on, restored, keep, typed, fields }, `typed` in this clock's
     milliseconds, `fields` a list of names and values. False: the browser has no room for it. */
  function put(entry) {
    try {
      localStorage.setItem(key(entry.person, entry.form), JSON.stringify(entry))
      return true
    } catch {
      return false
    }
  }

  function drop(person, form) {
    try { localStorage.removeItem(key(person, form)) } catch { /* then nothing was kept here either */ }
  }

  function entries(person) {
    const found = []
    try {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(key(person, ""))) continue
        const entry = JSON.parse(localStorage.getItem(name))
        if (Date.now() - entry.typed > DAYS * 86400000) localStorage.removeItem(name)
        else found.push(entry)
      }
    } catch { /* no storage in this browser */ }
    return found
  }

  function parameters(entry) {
    const sent = new URLSearchParams(entry.fields)
    for (const name of ["person", "form", "based_on", "restored"]) sent.set(name, entry[name])
    return sent
  }

  /* Returns { state }, with what the server said: "ok", "signed-out", "somebody-else", "refused",
     "away" (nobody answered) or "failing" (it answered that it can't). */
  async function post(address, sent, options = {}) {
    try {
      const answer = await fetch(address, {
        method: "POST", body: sent, redirect: "manual", headers: { "X-CSRFToken": token() },
        signal: AbortSignal.timeout(PATIENCE), ...options,
      })
      if (answer.type === "opaqueredirect") return { state: "signed-out" }
      if ([502, 503, 504].includes(answer.status)) return { state: "away" }
      if (answer.status >= 500) return { state: "failing" }
      const ours = answer.headers.get("Content-Type")?.includes("json")
      if (answer.status === 403 && !ours) return { state: "signed-out" }
      const said = ours ? await answer.json() : {}
      if (answer.status === 409) return { state: "somebody-else", ...said }
      return { state: answer.ok ? "ok" : "refused", ...said }
    } catch {
      return { state: "away" }
    }
  }

  async function sendLeftovers(person) {
    for (const entry of entries(person)) {
      const sent = parameters(entry)
      sent.set("text", "typed")
      sent.set("age", Math.max(0, Date.now() - entry.typed))
      const answer = await post(entry.keep, sent)
      const now = localStorage.getItem(key(person, entry.form))
      if (answer.state === "ok" && !answer.refusal && now === JSON.stringify(entry)) drop(person, entry.form)
    }
  }

  async function offer(box) {
    await sendLeftovers(box.dataset.person)
    const answer = await fetch(box.dataset.url, { redirect: "manual" }).catch(() => null)
    if (answer?.ok) box.innerHTML = await answer.text()
  }

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("desk-unsaved")
    if (!box) return
    offer(box)
    // Whoever signs out leaves nothing behind in a browser that others may use.
    const signOut = document.getElementById("logout-form")
    signOut?.addEventListener("submit", async event => {
      event.preventDefault()
      await window.newsroomKept.sendOpenForm?.()
      await sendLeftovers(box.dataset.person)
      signOut.submit()
    }, { once: true })
  })

  window.newsroomKept = { put, drop, parameters, post, token }
})()
