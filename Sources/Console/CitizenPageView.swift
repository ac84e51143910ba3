import Issuance
import Mail

/// Builds the citizen's page. With several languages every part stands once per language, each under its own `lang`.
struct CitizenPageView: Sendable {
    enum Part: Hashable, Sendable {
        case form
        /// The time of the link is over, by what its mail says: asking for another comes first.
        case over
        /// What was typed cannot be a code.
        case fault(TypedCodeFault)
        /// The form again, with plain words on what may be wrong.
        case failure
        /// The service cannot take it now; the form again.
        case busy(minutes: Int)
        /// Where the start card leads.
        case start
        /// A new link was asked for.
        case asked
        case done
        case notFound
        /// The request is not one of the page's.
        case unreadable
        /// The service failed.
        case broken

        /// Whether its title begins with the word for an error.
        var isError: Bool {
            switch self {
            case .form, .over, .start, .asked, .done: false
            case .fault, .failure, .busy, .notFound, .unreadable, .broken: true
            }
        }
    }

    /// Whom the page is for.
    struct Subject: Sendable {
        let languages: [Language]
        /// From the page to the folder of all: `../`.
        let root: String
        /// The one that binds, under English: it names the desk.
        var bindingLanguage: Language?
        /// What the reader may choose from; empty where there is nothing to choose.
        var offered: [Language] = []
        /// What the mail calls the municipality.
        var municipalityNames: [Language: String] = [:]
        /// The word of the mail that brought the reader here; `nil` where none is known.
        var reference: String?
        /// The end of the link.
        var expires: Instant?
        /// Whether that has passed.
        var isOver = false
        /// NIS code of the municipality; `nil` where none is known.
        var municipality: String?
        /// Of the municipality, where it has its own.
        var branding: MunicipalityBranding?
        /// Back to the front that wants the reader; only at the end.
        var returnLink: ReturnLink?

        /// Of a page that belongs to no mail: the same languages, and whom to call.
        func atEnd() -> Subject {
            Subject(languages: languages, root: root, bindingLanguage: bindingLanguage, municipality: municipality, branding: branding)
        }
    }

    let contact: ContactDetails

    /// The whole document.
    ///
    /// Its URLs are relative and the forms post to where they stand: the token is never written into the page, and nothing is built
    /// from the Host header.
    func document(_ part: Part, _ subject: Subject) -> String {
        let texts = subject.languages.map(PageTexts.of)
        let page = texts.first ?? .en
        let language = texts.count == 1 ? page.language.rawValue : "mul"
        let heading = texts.map { (part.isError ? "\($0.errorPrefix) " : "") + title(part, $0) }.joined(separator: " · ")
        let parts = texts.enumerated().map { section(part, $0.element, subject, isFirst: $0.offset == 0) }.joined()
        return """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>\(HTML.escaped(heading))</title>
            <link rel="stylesheet" href="\(subject.root)assets/postduif.css">
            </head>
            <body>
            <main>
            \(choice(subject))\(texts.count == 1 ? "" : commonHeading(part, texts))\(parts)</main>
            </body>
            </html>

            """
    }

    /// Links that show the page in one language, where the case has two: they change nothing else, and need no script. On a page in all
    /// languages they lead to each one's part.
    private func choice(_ subject: Subject) -> String {
        let leadsWithin = subject.offered.isEmpty && subject.languages.count > 2
        guard !subject.offered.isEmpty || leadsWithin else { return "" }
        let texts = (leadsWithin ? subject.languages : subject.offered).map(PageTexts.of)
        let links = texts.map { texts in
            let language = texts.language.rawValue
            let current = subject.languages == [texts.language] ? " aria-current=\"true\"" : ""
            return "<a href=\"\(leadsWithin ? "#" : "?language=")\(language)\" lang=\"\(language)\" hreflang=\"\(language)\"\(current)>"
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

    private func section(_ part: Part, _ texts: PageTexts, _ subject: Subject, isFirst: Bool) -> String {
        let (language, isOnly) = (texts.language.rawValue, subject.languages.count == 1)
        let heading =
            isOnly ? "<h1>\(HTML.escaped(title(part, texts)))</h1>" : "<h2>\(HTML.escaped(texts.languageName))</h2>"
        return """
            <section lang="\(language)" id="\(language)" class="\(part == .done ? "done" : "open")">
            \(heading)
            \(body(part, texts, subject, isFirst: isFirst))\(help(texts, subject, isOnly: isOnly))</section>

            """
    }

    private func help(_ texts: PageTexts, _ subject: Subject, isOnly: Bool) -> String {
        let contact = contact.of(subject.branding, in: texts.language, binding: subject.bindingLanguage)
        let heading = isOnly ? "h2" : "h3"
        let email = HTML.escaped(contact.email)
        let phone =
            contact.phone.map { "<br>\n\(HTML.escaped(texts.phoneLabel)): <a href=\"tel:\(dialled($0))\">\(HTML.escaped($0))</a>" }
            ?? ""
        let link = HTML.escaped(MailLink.url(contact.email))
        let mail = contact.email.isEmpty ? "" : "<br>\n\(HTML.escaped(texts.emailLabel)): <a href=\"\(link)\">\(email)</a>"
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
}
