/* CKEditor's plugin for pull quotes: a quote that is set large, `blockquote class="pull"`. */
CKEDITOR.plugins.add("pullquote", {
  requires: "blockquote",
  init(editor) {
    const quoteAt = path => path && path.contains("blockquote", 1)

    editor.addCommand("pullQuote", {
      context: "blockquote",
      allowedContent: "blockquote(pull)",
      requiredContent: "blockquote(pull)",
      exec() {
        const isPulled = quoteAt(editor.elementPath())?.hasClass("pull")
        editor.fire("saveSnapshot")
        if (isPulled || !quoteAt(editor.elementPath())) editor.execCommand("blockquote")
        if (!isPulled) quoteAt(editor.elementPath())?.addClass("pull")
        this.refresh(editor, editor.elementPath())
        editor.fire("saveSnapshot")
      },
      refresh(_editor, path) {
        this.setState(quoteAt(path)?.hasClass("pull") ? CKEDITOR.TRISTATE_ON : CKEDITOR.TRISTATE_OFF)
      },
    })
    editor.ui.addButton("PullQuote", {
      label: "Pull quote",
      command: "pullQuote",
      toolbar: "blocks",
      isToggle: true,
      icon: `${this.path}pullquote.svg`,
    })
  },
})
