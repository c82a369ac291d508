// The planner: entries are dragged with mouse or finger, or picked up with Space and moved with the
// arrow keys. The server decides: what it refuses stays where it is, and its sentence is shown.
(() => {
  "use strict"
  const QUARTER = 15
  const FAR_ENOUGH = 5 // pixels after which a press is a drag
  const EDGE = 60 // pixels from the window's edge within which dragging scrolls
  const UNREACHED = "The server can’t be reached, so nothing was moved. Try again."
  const told = document.createElement("p")
  let held = null // what is being moved: its entry, the place it is over, and how

  const plan = () => document.getElementById("plan")
  const byMonth = () => plan().dataset.view === "month"
  const headline = (entry) => entry.querySelector("span").textContent
  const clock = (entry) => entry.querySelector("b")?.textContent.slice(0, 5) ?? "09:00"
  const address = (entry) => entry.querySelector("a").href

  function tell(words) {
    told.textContent = words
  }

  // Places: an hour's cell with minutes into it, or a day on which the clock time stays.

  function local(place) {
    if (place.cell.dataset.day) return `${place.cell.dataset.day}T${place.clock}`
    const at = new Date(`${place.cell.dataset.local}Z`)
    at.setUTCMinutes(at.getUTCMinutes() + place.minutes)
    return at.toISOString().slice(0, 16)
  }

  function meant(place) {
    if (place.cell.dataset.day) return ""
    const at = new Date(place.cell.dataset.utc)
    at.setUTCMinutes(at.getUTCMinutes() + place.minutes)
    return at.toISOString().replace(".000Z", "+00:00")
  }

  function words(place) {
    const at = new Date(`${local(place)}Z`)
    const day = at.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" })
    const zone = place.cell.querySelector(".plan-twice")?.textContent.split(" ")[1] ?? ""
    return `${day}, ${local(place).slice(11)} ${zone}`.trim()
  }

  const length = (cell) => Number(cell.dataset.minutes ?? 60)

  function placeAt(x, y, entry) {
    const under = document.elementFromPoint(x, y)
    if (under?.closest(".plan-missing")) return null
    const cell = under?.closest("[data-local]")
    if (!cell) {
      const day = under?.closest("[data-day]")
      return day && { cell: day, clock: clock(entry) }
    }
    const box = cell.getBoundingClientRect()
    const quarters = length(cell) / QUARTER
    const quarter = Math.floor(((y - box.top) / box.height) * quarters)
    return { cell, minutes: Math.min(Math.max(quarter, 0), quarters - 1) * QUARTER }
  }

  function placeOf(entry) {
    const cell = entry.closest(byMonth() ? "[data-day]" : "[data-local]")
    if (cell && byMonth()) return { cell, clock: clock(entry) }
    if (cell) return { cell, minutes: Math.floor((new Date(entry.dataset.seen) - new Date(cell.dataset.utc)) / 60000) }
    const day = document.querySelector(".plan-today, .plan-day")
    if (byMonth()) return { cell: day, clock: clock(entry) }
    const nine = [...day.querySelectorAll("[data-local]")].find((hour) => hour.dataset.local.endsWith("T09:00"))
    return { cell: nine, minutes: 0 }
  }

  // Steps with the arrow keys

  function beside(place, days) {
    const all = [...document.querySelectorAll(".plan-day")]
    const day = place.cell.closest(".plan-day")
    for (let number = all.indexOf(day) + days; all[number]; number += Math.sign(days)) {
      if (byMonth()) return { ...place, cell: all[number] }
      const row = [...day.querySelectorAll(".plan-hour")].indexOf(place.cell)
      const cell = all[number].querySelectorAll(".plan-hour")[row]
      // An hour that this day hasn't is passed over.
      if (cell.dataset.local && place.minutes < length(cell)) return { ...place, cell }
    }
    return null
  }

  function along(place, minutes) {
    const at = new Date(meant(place)).getTime() + minutes * 60000
    for (const cell of document.querySelectorAll("[data-local]")) {
      const into = (at - new Date(cell.dataset.utc)) / 60000
      if (into >= 0 && into < length(cell)) return { cell, minutes: into }
    }
    return null
  }

  const steps = {
    ArrowLeft: (place) => beside(place, -1),
    ArrowRight: (place) => beside(place, 1),
    ArrowUp: (place, far) => (byMonth() ? beside(place, -7) : along(place, far ? -60 : -QUARTER)),
    ArrowDown: (place, far) => (byMonth() ? beside(place, 7) : along(place, far ? 60 : QUARTER)),
  }

  // Holding an entry

  function hold(entry, how) {
    held = { entry, place: null, ghost: null, ...how }
    entry.classList.add("plan-lifted")
    const ghost = document.createElement("div")
    ghost.className = "plan-ghost"
    ghost.ariaHidden = "true"
    ghost.append(document.createElement("p"), entry.querySelector("a").cloneNode(true))
    ghost.classList.add(...[...entry.classList].filter((name) => name.startsWith("plan-") && name !== "plan-lifted"))
    plan().append(ghost)
    held.ghost = ghost
  }

  function over(place) {
    held.place?.cell.classList.remove("plan-target")
    held.place = place
    place?.cell.classList.add("plan-target")
    held.ghost.firstChild.textContent = place ? words(place) : "Not here"
  }

  function ghostAt(x, y) {
    const box = held.ghost.getBoundingClientRect()
    const left = Math.min(x + 12, innerWidth - box.width - 8)
    const top = Math.min(y + 12, innerHeight - box.height - 8)
    held.ghost.style.transform = `translate(${Math.max(left, 8)}px, ${Math.max(top, 8)}px)`
  }

  function letGo() {
    held.place?.cell.classList.remove("plan-target")
    held.entry.classList.remove("plan-lifted")
    held.ghost.remove()
    held = null
  }

  function drop() {
    const { entry, place } = held
    letGo()
    if (!place) return
    if (meant(place) && new Date(meant(place)).getTime() === new Date(entry.dataset.seen).getTime()) return tell("It stays where it was.")
    send(entry, place)
  }

  // What the server is asked and answers

  async function send(entry, place) {
    if (entry.dataset.key.startsWith("review/")) {
      const asked = new URLSearchParams({ at: local(place), at_meant: meant(place) })
      location.assign(`${plan().dataset.schedule.replace("/0/", `/${entry.dataset.key.slice(7)}/`)}?${asked}`)
      return
    }
    const body = new FormData()
    body.set("csrfmiddlewaretoken", plan().dataset.csrf)
    body.set("seen", entry.dataset.seen ?? "")
    body.set("at", local(place))
    body.set("at_meant", meant(place))
    body.set("next", location.pathname + location.search)
    tell(`Moving ${headline(entry)} …`)
    let answer, page
    try {
      answer = await fetch(address(entry), { method: "POST", body })
      page = new DOMParser().parseFromString(await answer.text(), "text/html")
    } catch {
      return refuse(UNREACHED, entry)
    }
    if (answer.ok) show(page, entry.dataset.key)
    else if (page.querySelector(".desk-meant")) open(page)
    else refuse(reasons(page) || `Nothing was moved (the server answered ${answer.status}).`, entry)
  }

  const reasons = (page) =>
    [...page.querySelectorAll("#plan-move .desk-refused, #plan-move .errorlist")].map((each) => each.textContent.trim()).join(" ")

  function show(page, key) {
    const fresh = page.getElementById("plan")
    if (!fresh) return location.reload()
    plan().replaceWith(document.importNode(fresh, true))
    document.querySelector(`[data-key="${key}"] a`)?.focus({ preventScroll: true })
    tell(document.querySelector(".plan-done span")?.textContent ?? "")
  }

  function refuse(sentence, entry) {
    document.querySelector(".plan-refusal")?.remove()
    const box = document.createElement("div")
    box.className = "plan-refusal"
    box.setAttribute("role", "alert")
    const words = document.createElement("p")
    words.textContent = sentence
    const close = document.createElement("button")
    close.type = "button"
    close.className = "desk-button"
    close.textContent = "Close"
    close.addEventListener("click", () => {
      box.remove()
      entry.querySelector("a").focus()
    })
    box.append(words, close)
    plan().append(box)
    tell("")
  }

  function open(page) {
    const dialog = document.getElementById("plan-dialog")
    const content = page.getElementById("plan-move")
    if (!content) return location.reload()
    dialog.replaceChildren(document.importNode(content, true))
    if (!dialog.open) dialog.showModal()
  }

  // What people do

  addEventListener("pointerdown", (event) => {
    const entry = event.target.closest?.("[data-moves]")
    if (!entry || event.button || !event.isPrimary || held) return
    // A finger scrolls, unless it takes an entry by its sign.
    if (event.pointerType === "touch" && !event.target.closest("i")) return
    const from = { x: event.clientX, y: event.clientY }
    const watch = new AbortController()
    const listen = (name, react) => addEventListener(name, react, { signal: watch.signal })
    listen("pointermove", (move) => {
      if (!held && Math.hypot(move.clientX - from.x, move.clientY - from.y) > FAR_ENOUGH) hold(entry, { dragged: true })
      if (!held) return
      over(placeAt(move.clientX, move.clientY, entry))
      ghostAt(move.clientX, move.clientY)
      if (move.clientY < EDGE) scrollBy(0, -EDGE / 4)
      if (move.clientY > innerHeight - EDGE) scrollBy(0, EDGE / 4)
    })
    listen("pointerup", () => {
      watch.abort()
      if (!held) return
      // The click that ends a drag opens nothing; where none follows, the next one is its own.
      const ending = new AbortController()
      addEventListener("click", (click) => click.preventDefault(), { capture: true, signal: ending.signal })
      setTimeout(() => ending.abort())
      drop()
    })
    listen("pointercancel", () => watch.abort() || (held && letGo()))
    listen("keydown", (key) => key.key === "Escape" && (watch.abort() || (held && letGo())))
  })

  addEventListener("dragstart", (event) => event.target.closest?.(".plan-entry") && event.preventDefault())

  addEventListener("keydown", (event) => {
    if (held?.dragged) return
    if (held) return carry(event)
    const entry = event.target.closest?.(".plan-entry")
    if (event.key !== " " || !entry) return
    event.preventDefault()
    if (!entry.matches("[data-moves]")) return tell("This one can’t be moved by you, or is past.")
    hold(entry, { dragged: false })
    step(placeOf(entry))
    tell(`Picked up ${headline(entry)}, ${words(held.place)}. Arrow keys move it, Enter puts it down, Escape gives up.`)
  })

  function step(place) {
    over(place)
    place.cell.scrollIntoView({ block: "nearest" })
    const box = place.cell.getBoundingClientRect()
    ghostAt(box.left, box.top + (box.height * (place.minutes ?? 0)) / length(place.cell))
  }

  function carry(event) {
    if (event.key in steps) {
      const place = steps[event.key](held.place, event.shiftKey)
      if (place) step(place)
      tell(place ? words(place) : "The days shown here end. Open the entry to move it further.")
    } else if (event.key === "Enter") drop()
    else if (event.key === "Escape" || event.key === "Tab") {
      letGo()
      tell("It stays where it was.")
    }
    if (event.key !== "Tab") event.preventDefault()
  }

  addEventListener("click", async (event) => {
    if (event.target.closest?.("#plan-dialog [data-close]")) {
      event.preventDefault()
      document.getElementById("plan-dialog").close()
    }
    const link = event.target.closest?.(".plan-entry > a, .plan-lookout a")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return
    event.preventDefault()
    const answer = await fetch(`${link.href}?${new URLSearchParams({ next: location.pathname + location.search })}`).catch(() => null)
    if (!answer?.ok) return location.assign(link.href)
    open(new DOMParser().parseFromString(await answer.text(), "text/html"))
  })

  told.className = "desk-unseen"
  told.setAttribute("role", "status")
  document.body.append(told)
})()
