/* CKEditor's plugin for videos and posts of other sites: a box that says whose it is, with its title.
   A dialog asks for both; an address pasted on a line of its own becomes a box as well. */
(() => {
  "use strict"
  const ALONE = /^https?:\/\/\S+$/i
  const HOST = /^https?:\/\/(?:www\.)?([^/?#]+)/i
  const TOP_ONLY = new Set(["ul", "ol", "blockquote", "table"])
  const dialog = () => document.getElementById("desk-embed")
  const field = name => document.getElementById(`desk-embed-${name}`)
  const { htmlEncode, htmlEncodeAttr } = CKEDITOR.tools
  let then = null

  // What the server says of an address: {address} as stories have it, or {refusal}.
  async function ask(text) {
    const query = new URLSearchParams({ address: text })
    const answer = await fetch(`${dialog().dataset.url}?${query}`).catch(() => null)
    return answer?.ok ? answer.json() : { refusal: "The server doesn’t answer. Try again." }
  }

  function open(address, title, taken) {
    then = taken
    field("address").value = address
    field("title").value = title
    field("refusal").textContent = ""
    dialog().showModal()
    field(address ? "title" : "address").focus()
  }

  async function take(event) {
    event.preventDefault()
    const { address, refusal } = await ask(field("address").value)
    field("refusal").textContent = refusal ?? ""
    field("address").setAttribute("aria-invalid", String(Boolean(refusal)))
    if (refusal) return field("address").focus()
    dialog().close()
    then(address, field("title").value.trim())
  }

  function ready() {
    if (dialog().dataset.ready) return
    dialog().dataset.ready = "yes"
    dialog().querySelector("form").addEventListener("submit", take)
    dialog().addEventListener("click", event => {
      if (event.target === dialog() || event.target.closest("[data-close]")) dialog().close()
    })
  }

  const figure = (address, title) => `<figure><a href="${htmlEncodeAttr(address)}">${htmlEncode(title || address)}</a></figure>`

  // In a list, a quote or a table there is no room for one: it goes behind.
  function insert(editor, address, title) {
    editor.focus()
    const top = editor.elementPath().elements.at(-2)
    if (top && TOP_ONLY.has(top.getName())) {
      const range = editor.createRange()
      range.moveToPosition(top, CKEDITOR.POSITION_AFTER_END)
      range.select()
    }
    editor.insertHtml(figure(address, title))
  }

  // Shown beside the words and never part of them: notes count on that.
  function label(widget) {
    const link = widget.element.findOne("a")
    const address = link.data("cke-saved-href") || link.getAttribute("href")
    widget.wrapper.data("host", address.match(HOST)[1])
    widget.wrapper.data("untitled", link.getText() === address ? "yes" : false)
    return { link, address }
  }

  // A link and nothing else, as stories have embeds; a picture with a link is none.
  function isEmbed({ name, children }) {
    const link = children[0]
    return name === "figure" && children.length === 1 && link.name === "a" && HOST.test(link.attributes.href) && !link.find("img", true).length
  }

  function edit(editor, widget) {
    if (editor.readOnly) return
    const { link, address } = label(widget)
    const title = link.getText() === address ? "" : link.getText()
    open(address, title, (changed, words) => {
      editor.fire("saveSnapshot")
      link.setAttributes({ href: changed, "data-cke-saved-href": changed })
      link.setText(words || changed)
      label(widget)
      editor.fire("saveSnapshot")
      editor.fire("change")
      widget.focus()
    })
  }

  async function pasted(editor) {
    const block = editor.elementPath()?.block
    const text = block?.getText().trim()
    if (!text || !ALONE.test(text) || !block.getParent().equals(editor.editable())) return
    const { address } = await ask(text)
    const stays = block.getText().trim() === text && editor.elementPath()?.block?.equals(block)
    if (!address || !stays || editor.readOnly) return
    const range = editor.createRange()
    range.setStartBefore(block)
    range.setEndAfter(block)
    range.select()
    editor.insertHtml(figure(address, ""))
  }

  CKEDITOR.plugins.add("deskembed", {
    requires: "widget",
    init(editor) {
      if (!dialog()) return
      ready()
      editor.widgets.add("deskembed", {
        allowedContent: "figure; a[!href,rel]",
        requiredContent: "figure; a[href]",
        pathName: "video or post",
        upcast: isEmbed,
        init() {
          label(this)
          this.on("edit", () => edit(editor, this))
        },
      })
      editor.addCommand("deskEmbed", { exec: () => open("", "", (address, title) => insert(editor, address, title)) })
      editor.ui.addButton("DeskEmbed", {
        label: "Video or post by its link",
        command: "deskEmbed",
        toolbar: "insert",
        icon: `${this.path}embed.svg`,
      })
      editor.on("afterPaste", () => pasted(editor))
    },
  })
})()
