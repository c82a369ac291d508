/* Adding pictures: dropped or chosen, many at once, each with its progress and then its words. */
(() => {
  "use strict"
  const AT_ONCE = 2

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.append(...children)
    return element
  }

  const fragment = html => document.createRange().createContextualFragment(html).firstElementChild

  function zone(box) {
    const list = box.querySelector(".picture-drop-list")
    const told = box.querySelector(".picture-drop-told")
    const saveAll = box.querySelector("[data-save-all]")
    const token = box.querySelector("[name=csrfmiddlewaretoken]").value
    const most = Number(box.dataset.most)
    const waiting = []
    let running = 0
    let stored = 0
    let refused = 0

    const tell = () => {
      const open = running + waiting.length
      const parts = []
      if (stored) parts.push(`${stored} ${stored === 1 ? "picture is" : "pictures are"} in the library`)
      if (open) parts.push(`${open} on the way`)
      if (refused) parts.push(`${refused} not taken: see why below`)
      told.textContent = parts.length ? `${parts.join(", ")}.` : ""
      saveAll.hidden = list.querySelectorAll("form").length < 2
    }

    function row(file) {
      const bar = make("progress", { max: "100", value: "0", "aria-label": `${file.name}: sent` })
      const said = make("span", { class: "picture-row-said" }, "Waiting")
      const item = make("li", { class: "picture-row" }, make("span", { class: "picture-row-name" }, file.name), bar, said)
      list.append(item)
      return { item, bar, said }
    }

    function refuse(file, shown, reason) {
      refused += 1
      shown.bar.remove()
      shown.item.classList.add("picture-row-refused")
      shown.said.textContent = reason
      const again = make("button", { type: "button", class: "desk-button" }, "Try again")
      again.addEventListener("click", () => {
        refused -= 1
        const next = row(file)
        shown.item.replaceWith(next.item)
        waiting.push({ file, shown: next })
        work()
      })
      const away = make("button", { type: "button", class: "desk-icon", "aria-label": `Take ${file.name} off this list` }, "✕")
      away.addEventListener("click", () => {
        refused -= 1
        shown.item.remove()
        tell()
      })
      shown.item.append(again, away)
    }

    function store(shown, html) {
      stored += 1
      const card = fragment(html)
      shown.item.replaceWith(card)
      card.dispatchEvent(new CustomEvent("picture-added", { bubbles: true }))
    }

    function done() {
      running -= 1
      tell()
      work()
    }

    function send({ file, shown }) {
      const request = new XMLHttpRequest()
      request.open("POST", box.dataset.url)
      request.setRequestHeader("X-CSRFToken", token)
      request.setRequestHeader("X-File-Name", encodeURIComponent(file.name))
      request.setRequestHeader("Content-Type", "application/octet-stream")
      request.upload.addEventListener("progress", event => {
        shown.bar.value = event.lengthComputable ? Math.round((event.loaded / event.total) * 100) : 0
        shown.said.textContent = shown.bar.value < 100 ? `${shown.bar.value} %` : "Being looked at"
      })
      request.addEventListener("load", () => {
        if (request.status === 201) store(shown, request.responseText)
        else if (request.status === 422) refuse(file, shown, request.responseText)
        else if (request.status === 403) refuse(file, shown, "You may not add pictures here, or you are signed out. Sign in again in another tab.")
        else refuse(file, shown, "The server failed with this picture. Try again in a while.")
        done()
      })
      request.addEventListener("error", () => {
        refuse(file, shown, "The connection broke before it was in. Try again.")
        done()
      })
      shown.said.textContent = "0 %"
      request.send(file)
    }

    function work() {
      while (running < AT_ONCE && waiting.length) {
        running += 1
        send(waiting.shift())
      }
      tell()
    }

    function add(files) {
      for (const file of files) {
        const shown = row(file)
        if (file.size > most) {
          const megabytes = [file.size, most].map(size => Math.round(size / 1024 ** 2))
          refuse(file, shown, `This file has ${megabytes[0]} MB; ${megabytes[1]} MB is the most. Save it as a JPEG, or smaller.`)
        } else waiting.push({ file, shown })
      }
      work()
    }

    async function describe(form) {
      const card = form.closest("[data-added]")
      const status = form.querySelector("[role=status]")
      const headers = { "X-CSRFToken": token }
      const answer = await fetch(form.action, { method: "POST", headers, body: new FormData(form) }).catch(() => null)
      if (!answer || ![200, 422].includes(answer.status)) {
        status.textContent = "It could not be saved. What you typed is still here: try again."
        return
      }
      const next = fragment(await answer.text())
      card.replaceWith(next)
      if (answer.status === 422) next.querySelector(".desk-error")?.parentElement.querySelector("textarea, input").focus()
      else {
        next.querySelector("button").focus()
        next.dispatchEvent(new CustomEvent("picture-described", { bubbles: true }))
      }
    }

    // On its way down: Unfold's own listener expects another field beside each file field.
    box.addEventListener("change", event => {
      if (event.target.type !== "file") return
      event.stopPropagation()
      add(event.target.files)
      event.target.value = ""
    }, true)
    box.addEventListener("submit", event => {
      event.preventDefault()
      describe(event.target)
    })
    saveAll.addEventListener("click", async () => {
      for (const form of list.querySelectorAll("form")) await describe(form)
    })
    box.addEventListener("input", event => event.target.form?.setAttribute("data-typed", ""))
    window.addEventListener("beforeunload", event => {
      if (running || list.querySelector("[data-typed]")) event.preventDefault()
    })
    return add
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[data-picture-drop]")) {
      const add = zone(box)
      // The whole dialog or page takes what is dropped, so that nobody has to aim.
      const target = box.closest("dialog") ?? document.body
      const files = event => event.dataTransfer?.types.includes("Files")
      let depth = 0
      target.addEventListener("dragenter", event => { if (files(event)) box.classList.toggle("picture-drop-over", ++depth > 0) })
      target.addEventListener("dragleave", event => { if (files(event)) box.classList.toggle("picture-drop-over", --depth > 0) })
      target.addEventListener("dragover", event => { if (files(event)) event.preventDefault() })
      target.addEventListener("drop", event => {
        if (!files(event)) return
        event.preventDefault()
        depth = 0
        box.classList.remove("picture-drop-over")
        add(event.dataTransfer.files)
      })
    }
  })
})()
