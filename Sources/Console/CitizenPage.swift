import Mail

/// The page behind a link: what it shows, as HTML without script.
///
/// A token that nobody knows gets the page in all four languages; a known one, whatever its state, in the citizen's own. Whether a link
/// is used, expired or revoked is told by nothing before the code is given.
struct CitizenPage: Sendable {
    enum Content: Sendable {
        case form
        case done
        case invalid
        case busy
    }

    let contact: ContactDetails

    /// - Parameter language: `nil`: all four, one below the other.
    func html(_ content: Content, language: Language?) -> [UInt8] {
        let texts = language.map { [PageTexts.of($0)] } ?? Language.allCases.map(PageTexts.of)
        let title = texts.map { heading($0, content) }.joined(separator: " · ")
        let sections = texts.map { section($0, content) }.joined(separator: "\n")
        let page = """
            <!doctype html>
            <html lang="\(texts[0].language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>\(escaped(title))</title>
            <link rel="stylesheet" href="/assets/postduif.css">
            </head>
            <body>
            <main>
            \(sections)
            </main>
            </body>
            </html>

            """
        return Array(page.utf8)
    }

    private func heading(_ texts: PageTexts, _ content: Content) -> String {
        switch content {
        case .form: texts.title
        case .done: texts.doneTitle
        case .invalid: texts.invalidTitle
        case .busy: texts.busyTitle
        }
    }

    private func section(_ texts: PageTexts, _ content: Content) -> String {
        let code = texts.language.rawValue
        let parts: [String] =
            switch content {
            case .form: [paragraph(texts.intro), form(texts)]
            case .done: [paragraph(texts.doneText), paragraph(texts.doneNext)]
            case .invalid: ["<p role=\"alert\">\(escaped(texts.invalidText))</p>", form(texts)]
            case .busy: ["<p role=\"alert\">\(escaped(texts.busyText))</p>", form(texts)]
            }
        return """
            <section lang="\(code)" aria-labelledby="title-\(code)">
            <h1 id="title-\(code)">\(escaped(heading(texts, content)))</h1>
            \(parts.joined(separator: "\n"))
            <p class="note">\(escaped(texts.safety))</p>
            <p class="note">\(escaped(texts.contact)) \(escaped(contact.line))</p>
            </section>
            """
    }

    /// The form posts to its own address: the token is never written into the page.
    private func form(_ texts: PageTexts) -> String {
        let code = texts.language.rawValue
        return """
            <form method="post">
            <label for="code-\(code)">\(escaped(texts.codeLabel))</label>
            <p class="hint" id="hint-\(code)">\(escaped(texts.codeHint))</p>
            <input id="code-\(code)" name="code" type="text" required maxlength="32" autocomplete="off" autocapitalize="characters" \
            spellcheck="false" aria-describedby="hint-\(code)">
            <button type="submit">\(escaped(texts.submit))</button>
            </form>
            """
    }

    private func paragraph(_ text: String) -> String { "<p>\(escaped(text))</p>" }

    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
