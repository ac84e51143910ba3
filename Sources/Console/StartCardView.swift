import Issuance
import Mail
import Rendering

/// Builds the start card: one A4 sheet in one language, with boxes for the code: filled in, or left to be filled in by hand.
struct StartCardView: Sendable {
    let contact: ContactDetails
    let sender: SenderDetails
    let publicURL: String

    /// The whole document.
    ///
    /// - Parameters:
    ///   - subject: Of the mail that the citizen waits for; `nil`: the card does not name it.
    ///   - code: On paper; `nil`: its boxes stay empty.
    func document(_ card: StartCard, subject: String?, code: ActivationCode? = nil, in language: Language) -> String {
        let texts = StartCardTexts.of(language)
        let municipality = card.municipality.name(in: language, binding: card.bindingLanguage)
        let picture = startCode(language)
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>\(HTML.escaped("\(texts.title) – \(municipality) – \(card.reference)"))</title>
            <style>\(StartCardStyle.text)</style>
            </head>
            <body>
            <main>
            <header>
            <div>
            <p class="municipality">\(HTML.escaped(municipality))</p>
            <h1>\(HTML.escaped(texts.title))</h1>
            <p>\(HTML.escaped(texts.lead))</p>
            <p>\(filled(picture == nil ? texts.startTyped : texts.start, ["{url}": startURL]))</p>
            </div>
            \(picture ?? "")</header>
            \(boxes(code, texts))\(steps(card, texts, language))\(mail(card, subject, texts))\(safety(texts))\(help(card, texts, language))</main>
            </body>
            </html>

            """
    }

    private func boxes(_ code: ActivationCode?, _ texts: StartCardTexts) -> String {
        let characters = code.map { Array($0.canonical.revealText()).map(String.init) }
        let boxes = (characters ?? Array(repeating: "", count: ActivationCode.characters)).map { "<span>\(HTML.escaped($0))</span>" }
        let half = ActivationCode.characters / 2
        // Who hears the page hears the code as one word.
        let label = code.map { "role=\"img\" aria-label=\"\($0.grouped.revealText())\"" } ?? "aria-hidden=\"true\""
        return """
            <section>
            <h2>\(HTML.escaped(texts.codeTitle))</h2>
            <p class="boxes" \(label)>\(boxes.prefix(half).joined())<b>-</b>\(boxes.dropFirst(half).joined())</p>
            <p>\(HTML.escaped(code == nil ? texts.code : texts.codeGiven))</p>
            </section>

            """
    }

    private func steps(_ card: StartCard, _ texts: StartCardTexts, _ language: Language) -> String {
        let steps = texts.steps.map { step in
            "<li>\(filled(step, ["{address}": card.maskedAddress, "{url}": publicURL + "/"]))</li>\n"
        }
        let until = InstantText.fullText(of: card.expires, language: language)
        return """
            <section>
            <h2>\(HTML.escaped(texts.stepsTitle))</h2>
            <ol>
            \(steps.joined())</ol>
            <p class="until">\(filled(texts.until, ["{until}": until]))</p>
            </section>

            """
    }

    private var startURL: String { publicURL + CitizenPage.startPath }

    /// The way to the start page, which knows no case: nothing secret is in it. `nil` where its address is too long.
    private func startCode(_ language: Language) -> String? {
        QRCode("\(startURL)?language=\(language.rawValue)").map { $0.svg(label: HTML.escaped(startURL)) + "\n" }
    }

    private func mail(_ card: StartCard, _ subject: String?, _ texts: StartCardTexts) -> String {
        let subject = subject.map { row(texts.subject, HTML.escaped($0)) } ?? ""
        // As the mail's From shows it.
        let name = card.municipality.branding.senderName?.line(in: card.languages) ?? sender.name
        return """
            <section>
            <h2>\(HTML.escaped(texts.mailTitle))</h2>
            <dl>
            \(row(texts.sender, "\(HTML.escaped(name))<br>\(HTML.escaped(sender.address))"))\(subject)\
            \(row(texts.reference, HTML.escaped(card.reference)))</dl>
            <p>\(HTML.escaped(texts.mail))</p>
            </section>

            """
    }

    private func row(_ name: String, _ value: String) -> String {
        "<div><dt>\(HTML.escaped(name))</dt><dd>\(value)</dd></div>\n"
    }

    private func safety(_ texts: StartCardTexts) -> String {
        """
        <section class="safety">
        <h2>\(HTML.escaped(texts.safetyTitle))</h2>
        <p>\(HTML.escaped(texts.safety))</p>
        </section>

        """
    }

    private func help(_ card: StartCard, _ texts: StartCardTexts, _ language: Language) -> String {
        let contact = contact.of(card.municipality.branding, in: language, binding: card.bindingLanguage)
        let phone = contact.phone.map { "<br>\n\(HTML.escaped(texts.phone)): \(HTML.escaped($0))" } ?? ""
        let email = contact.email.isEmpty ? "" : "<br>\n\(HTML.escaped(texts.email)): \(HTML.escaped(contact.email))"
        return """
            <section>
            <h2>\(HTML.escaped(texts.helpTitle))</h2>
            <p>\(HTML.escaped(contact.name))\(phone)\(email)</p>
            </section>

            """
    }

    /// A text with values in the places of their names, set off.
    private func filled(_ text: String, _ values: [String: String]) -> String {
        values.reduce(HTML.escaped(text)) { $0.replacing($1.key, with: "<strong>\(HTML.escaped($1.value))</strong>") }
    }
}
