/* CKEditor's plugin for pictures of the library: a figure with the picture and a caption. */
CKEDITOR.plugins.add("librarypicture", {
  requires: "widget",
  init(editor) {
    editor.widgets.add("librarypicture", {
      template: '<figure><img data-picture="" src="" alt=""><figcaption></figcaption></figure>',
      allowedContent: "figure; img[!data-picture,!src,alt,width,height]; figcaption",
      requiredContent: "figure; img[data-picture]",
      pathName: "picture",
      editables: {
        caption: { selector: "figcaption", allowedContent: "strong em s sub sup; a[!href,rel]" },
      },
      upcast(element) {
        const picture = element.name === "figure" && element.getFirst("img")
        if (!picture || !picture.attributes["data-picture"]) return false
        // Readers get a file within its licence alone, the desk at any time. What is stored is the
        // readers' address; CKEditor keeps it beside the one that is shown.
        picture.attributes["data-cke-saved-src"] ??= picture.attributes.src
        picture.attributes.src = picture.attributes.src.replace(/^\/media\//, "/admin/media/")
        if (!element.getFirst("figcaption")) element.add(new CKEDITOR.htmlParser.element("figcaption"))
        return true
      },
      downcast(element) {
        const caption = element.getFirst("figcaption")
        if (caption && !caption.getHtml().replace(/<br>|&nbsp;|\s/g, "")) caption.remove()
        return element
      },
    })

    editor.addCommand("libraryPicture", {
      allowedContent: "figure; img[!data-picture,!src,alt,width,height]; figcaption",
      exec() {
        window.newsroomLibrary.choose(({ picture, src, alt, width, height }) => {
          const image = new CKEDITOR.dom.element("img", editor.document)
          image.setAttributes({ "data-picture": picture, src, alt, width, height })
          editor.focus()
          editor.insertHtml(`<figure>${image.getOuterHtml()}<figcaption></figcaption></figure>`)
        })
      },
    })
    editor.ui.addButton("LibraryPicture", {
      label: "Picture from the library",
      command: "libraryPicture",
      toolbar: "insert",
      icon: `${this.path}picture.svg`,
    })
    // The headline is the page's only h1; what comes as one is a subhead here.
    editor.on("paste", event => {
      event.data.dataValue = event.data.dataValue.replace(/<(\/?)h1\b/gi, "<$1h2").replace(/<(\/?)h[56]\b/gi, "<$1h4")
    }, null, null, 4)

    editor.addCommand("deskSave", { exec: () => window.newsroomSave(), readOnly: 1 })
    editor.setKeystroke(CKEDITOR.CTRL + 83, "deskSave")

    // The browser's own menu has the spelling; the editor's is needed in tables alone.
    editor.on("contentDom", () => {
      editor.document.$.addEventListener("contextmenu", event => {
        if (!event.target.closest?.("table")) event.stopImmediatePropagation()
      }, true)
    })

    const darken = () => {
      const dark = document.documentElement.classList.contains("dark")
      editor.document?.getDocumentElement()[dark ? "addClass" : "removeClass"]("dark")
    }
    editor.on("contentDom", darken)
    new MutationObserver(darken).observe(document.documentElement, { attributeFilter: ["class"] })
  },
})
