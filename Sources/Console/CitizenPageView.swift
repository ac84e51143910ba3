import Issuance
import Mail

/// Builds the citizen's page. With several languages every part stands once per language, each under its own `lang`.
struct CitizenPageView: Sendable {
    enum Part: Hashable, Sendable {
        case form
        /// The form again, with plain words on what may be wrong.
        case failure
        /// The service cannot take it now; the form again.
        case busy
        case done
    }

    /// Whom the page is for.
    struct Subject: Sendable {
        let languages: [Language]
        /// The one that binds, under English: it names the desk.
        var bindingLanguage: Language?
        /// What the reader may choose from; empty where there is nothing to choose.
        var offered: [Language] = []
        /// The word of the mail that brought the reader here; `nil` where none is known.
        var reference: String?
        /// Of the municipality, where it has its own.
        var branding: MunicipalityBranding?
        /// Back to the front that wants the reader; only at the end.
        var returnLink: ReturnLink?
    }

    let contact: ContactDetails

    /// The whole document.
    ///
    /// Its URLs are relative and the form posts to where it stands: the token is never written into the page, and nothing is built
    /// from the Host header.
    func document(_ part: Part, _ subject: Subject) -> String {
        let texts = subject.languages.map(PageTexts.of)
        let page = texts.first ?? .en
        let language = texts.count == 1 ? page.language.rawValue : "mul"
        let heading = texts.map { title(part, $0) }.joined(separator: " · ")
        let parts = texts.map { section(part, $0, subject, isOnly: texts.count == 1) }.joined()
        return """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>\(HTML.escaped(heading))</title>
            <link rel="stylesheet" href="../assets/postduif.css">
            </head>
            <body>
            <main>
            \(choice(subject))\(texts.count == 1 ? "" : commonHeading(part, texts))\(parts)</main>
            </body>
            </html>

            """
    }

    /// Links that show the page in one language, where the case has two: they change nothing else, and need no script.
    private func choice(_ subject: Subject) -> String {
        guard !subject.offered.isEmpty else { return "" }
        let texts = subject.offered.map(PageTexts.of)
        let links = texts.map { texts in
            let language = texts.language.rawValue
            let current = subject.languages == [texts.language] ? " aria-current=\"true\"" : ""
            return "<a href=\"?language=\(language)\" lang=\"\(language)\" hreflang=\"\(language)\"\(current)>"
                + "\(HTML.escaped(texts.languageName))</a>\n"
        }
        let label = texts.map(\.languageName).joined(separator: ", ")
        return "<nav class=\"languages\" aria-label=\"\(HTML.escaped(label))\">\n\(links.joined())</nav>\n"
    }

    /// The one `h1` of a page in several languages; each part below it has its language's name as heading.
    private func commonHeading(_ part: Part, _ texts: [PageTexts]) -> String {
        let titles = texts.map { "<span lang=\"\($0.language.rawValue)\">\(HTML.escaped(title(part, $0)))</span>\n" }.joined()
        return "<h1>\n\(titles)</h1>\n"
    }

    private func section(_ part: Part, _ texts: PageTexts, _ subject: Subject, isOnly: Bool) -> String {
        let language = texts.language.rawValue
        let heading =
            isOnly ? "<h1>\(HTML.escaped(title(part, texts)))</h1>" : "<h2>\(HTML.escaped(texts.languageName))</h2>"
        let reference =
            subject.reference.map {
                "<p class=\"hint\">\(HTML.escaped(texts.reference)) <strong>\(HTML.escaped($0))</strong></p>\n"
            } ?? ""
        let body =
            switch part {
            case .form: "<p>\(HTML.escaped(texts.lead))</p>\n" + reference + form(texts, isInvalid: false)
            case .failure:
                "<div class=\"notice\" role=\"alert\" id=\"failure-\(language)\">\n<p>\(HTML.escaped(texts.failure))</p>\n"
                    + list(texts.failureReasons) + "</div>\n" + reference + form(texts, isInvalid: true)
            case .busy:
                "<div class=\"notice\" role=\"alert\">\n<p>\(HTML.escaped(texts.busy))</p>\n</div>\n"
                    + reference + form(texts, isInvalid: false)
            case .done:
                "<p>\(HTML.escaped(texts.done))</p>\n" + wayBack(subject.returnLink, texts) + "<h2>\(HTML.escaped(texts.nextTitle))</h2>\n"
                    + list(texts.next)
            }
        return """
            <section lang="\(language)" class="\(part == .done ? "done" : "open")">
            \(heading)
            \(body)\(help(texts, subject, isOnly: isOnly))</section>

            """
    }

    /// One labelled field. It takes what people type; the issuer reads it forgivingly.
    private func form(_ texts: PageTexts, isInvalid: Bool) -> String {
        let language = texts.language.rawValue
        let described = isInvalid ? "failure-\(language) hint-\(language)" : "hint-\(language)"
        return """
            <form method="post">
            <label for="code-\(language)">\(HTML.escaped(texts.label))</label>
            <p class="hint" id="hint-\(language)">\(HTML.escaped(texts.hint))</p>
            <input id="code-\(language)" name="code" type="text" required maxlength="32" inputmode="text" autocomplete="off"
            autocapitalize="characters" autocorrect="off" spellcheck="false" aria-describedby="\(described)"\
            \(isInvalid ? " aria-invalid=\"true\"" : "")>
            <button type="submit">\(HTML.escaped(texts.button))</button>
            <p class="hint">\(HTML.escaped(texts.privacy))</p>
            </form>

            """
    }

    /// A link and no redirection: the reader sees where it goes, and no referrer goes with it.
    private func wayBack(_ link: ReturnLink?, _ texts: PageTexts) -> String {
        guard let link else { return "" }
        let label = HTML.escaped("\(texts.continueTo) \(link.name)")
        return """
            <p><a class="button" rel="noreferrer" href="\(HTML.escaped(link.url.revealText()))">\(label)</a></p>
            <p class="hint">\(HTML.escaped(link.host)). \(HTML.escaped(texts.continueHint))</p>

            """
    }

    private func help(_ texts: PageTexts, _ subject: Subject, isOnly: Bool) -> String {
        let contact = contact.of(subject.branding, in: texts.language, binding: subject.bindingLanguage)
        let heading = isOnly ? "h2" : "h3"
        let email = HTML.escaped(contact.email)
        let phone =
            contact.phone.map { "<br>\n\(HTML.escaped(texts.phoneLabel)): <a href=\"tel:\(dialled($0))\">\(HTML.escaped($0))</a>" }
            ?? ""
        let mail = contact.email.isEmpty ? "" : "<br>\n\(HTML.escaped(texts.emailLabel)): <a href=\"mailto:\(email)\">\(email)</a>"
        return """
            <div class="help">
            <\(heading)>\(HTML.escaped(texts.helpTitle))</\(heading)>
            <p>\(HTML.escaped(texts.help))</p>
            <p class="contact">\(HTML.escaped(contact.name))\(phone)\(mail)</p>
            </div>

            """
    }

    /// Digits with their leading `+` (RFC 3966), without the trunk zero in brackets.
    private func dialled(_ phone: String) -> String {
        phone.replacing("(0)", with: "").filter { ("0"..."9").contains($0) || $0 == "+" }
    }

    private func title(_ part: Part, _ texts: PageTexts) -> String {
        switch part {
        case .form: texts.title
        case .failure: texts.failureTitle
        case .busy: texts.busyTitle
        case .done: texts.doneTitle
        }
    }

    private func list(_ items: [String]) -> String {
        "<ul>\n" + items.map { "<li>\(HTML.escaped($0))</li>\n" }.joined() + "</ul>\n"
    }
}
