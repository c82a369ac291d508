/* Passages in the text beside the notes: which one is selected, and where each is now. Nothing is
   ever written into the text: they are shown with the CSS Custom Highlight API. */
window.newsroomPassages = (() => {
  "use strict"
  const CONTEXT = 64
  const APART = new Set("BLOCKQUOTE BR CAPTION DIV FIGCAPTION FIGURE H2 H3 H4 HR LI OL P TABLE TBODY TD TH THEAD TR UL".split(" "))
  // What CKEditor puts on the page for itself is no copy.
  const NOT_COPY = ".cke_widget_drag_handler_container, [data-cke-temp], [data-cke-magic-line], [data-cke-hidden-sel]"
  const FILLERS = /[\u200b\ufeff]/

  const editor = () => window.CKEDITOR?.instances.id_body
  const root = () => editor()?.editable()?.$ ?? document.querySelector("#article_form .desk-copy")

  // The words as one line with single spaces, as articles/richtext/anchor.py has them, each
  // character (code point) with its node and offset.
  function read(element) {
    const characters = []
    const spots = []
    let space = false
    const add = (character, node, offset) => {
      if (space && characters.length) {
        characters.push(" ")
        spots.push([node, offset, 0])
      }
      space = false
      characters.push(character)
      spots.push([node, offset, character.length])
    }
    const walk = node => {
      if (node.nodeType === Node.TEXT_NODE) {
        let offset = 0
        for (const character of node.data) {
          if (FILLERS.test(character)) { /* no character of the text */ }
          else if (/\s/.test(character)) space = true
          else add(character, node, offset)
          offset += character.length
        }
      } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(NOT_COPY)) {
        space ||= APART.has(node.nodeName)
        node.childNodes.forEach(walk)
        space ||= APART.has(node.nodeName)
      }
    }
    walk(element)
    return { characters, spots }
  }

  // The selected words with what stands around them; null where none are selected.
  function selected() {
    const element = root()
    const selection = element?.ownerDocument.defaultView.getSelection()
    if (!selection?.rangeCount || selection.isCollapsed) return null
    const range = selection.getRangeAt(0)
    const { characters, spots } = read(element)
    const within = ([node, offset, length]) => length && range.isPointInRange(node, offset) && range.isPointInRange(node, offset + length)
    const start = spots.findIndex(within)
    const end = spots.findLastIndex(within) + 1
    if (start < 0) return null
    const text = (from, to) => characters.slice(Math.max(0, from), to).join("")
    paint("desk-note-shown", [rangeOf(spots, start, end)])
    return { passage: text(start, end), before: text(start - CONTEXT, start), after: text(end, end + CONTEXT) }
  }

  function rangeOf(spots, start, end) {
    const range = spots[start][0].ownerDocument.createRange()
    range.setStart(spots[start][0], spots[start][1])
    const [node, offset, length] = spots[end - 1]
    range.setEnd(node, offset + length)
    return range
  }

  // Ask where each note's passage is in the text as it stands here, saved or not.
  async function places(address, token) {
    const element = root()
    if (!element) return new Map()
    const { characters, spots } = read(element)
    const body = new FormData()
    body.set("text", characters.join(""))
    const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } })
    if (!answer.ok) throw new Error(answer.status)
    const rows = (await answer.json()).places
    return new Map(rows.map(row => [row.note, { ...row, range: rangeOf(spots, row.start, row.end) }]))
  }

  function paint(name, ranges) {
    const view = root()?.ownerDocument.defaultView
    if (!view?.Highlight) return
    if (ranges.length) view.CSS.highlights.set(name, new view.Highlight(...ranges))
    else view.CSS.highlights.delete(name)
  }

  function show(range) {
    const view = root().ownerDocument.defaultView
    paint("desk-note-shown", [range])
    const selection = view.getSelection()
    selection.removeAllRanges()
    if (view === window) {
      range.startContainer.parentElement.scrollIntoView({ block: "center" })
      if (!view.Highlight) selection.addRange(range)
      return
    }
    editor().focus()
    const caret = range.cloneRange()
    if (view.Highlight) caret.collapse(true)
    selection.removeAllRanges()
    selection.addRange(caret)
    view.scrollTo({ top: range.getBoundingClientRect().top + view.scrollY - view.innerHeight / 3 })
    view.frameElement.scrollIntoView({ block: "nearest" })
  }

  return { paint, places, selected, show }
})()
