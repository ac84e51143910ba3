import API
import Mail
import Queue
import Rendering

/// Draws the list of texts and the preview of one.
struct TemplateView: Sendable {
    let texts: FigureTexts
    let words: OperatorTexts

    /// - Parameters:
    ///   - isNew: Whether they were read a moment ago.
    ///   - form: What reads them again; none for who may not.
    func list(_ catalog: TemplateCatalog, formerCount: Int, _ fault: TemplateFault?, isNew: Bool, form: Markup) -> ConsolePage {
        let rows = catalog.kinds.map { kind -> [Markup] in
            [.text(words.kind(kind))]
                + Language.allCases.map { language -> Markup in
                    let version = catalog.version(of: kind, language: language)?.description ?? "–"
                    return "<a href=\"\(TemplatePages.path)/\(kind)?languages=\(language.rawValue)\"><code>\(version)</code></a>"
                }
        }
        let table = PageTable(
            caption: texts.templatesTable, columns: [words.kindWord] + Language.allCases.map { $0.rawValue.uppercased() }, rows: rows)
        let version = catalog.version.description
        let said: Markup = isNew && fault == nil ? .done(texts.reloaded.replacing("{version}", with: version)) : .none
        let former = texts.former.replacing("{count}", with: "\(formerCount)")
        return ConsolePage(
            title: texts.templatesTitle,
            body: """
                \(said)\(fault.map(broken) ?? .none)<section>
                <p>\(texts.inForce) <code>\(version)</code>. \(former)</p>
                \(table.markup)</section>
                <section>
                <h2>\(texts.adviceTitle)</h2>
                \(catalog.advice.isEmpty ? "<p>\(texts.noAdvice)</p>\n" : problems(catalog.advice))</section>
                <section>
                <h2>\(texts.reloadTitle)</h2>
                <p>\(texts.reloadHow)</p>
                <p><code>postduif templates check</code> <code>postduif templates reload</code></p>
                \(form)</section>

                """)
    }

    /// The button that reads them again.
    func reloading(_ token: Secret) -> Markup {
        """
        <form method="post" action="\(TemplatePages.reload)">
        \(ConsolePage.token(token))<button type="submit">\(texts.reload)</button>
        </form>

        """
    }

    /// Changed texts that were not put in force, in short, with the way to their places; none without a fault.
    func brokenNote(_ fault: TemplateFault?) -> Markup {
        guard let fault else { return .none }
        let note = texts.brokenNote.replacing("{time}", with: OperatorTime.words(fault.at, words.language))
        return """
            <div class="notice">
            <h2>\(texts.brokenTitle)</h2>
            <p>\(note)</p>
            <p>\(Markup.button(texts.toTemplates, to: TemplatePages.path))</p>
            </div>

            """
    }

    /// Changed texts that were not put in force, and why.
    private func broken(_ fault: TemplateFault) -> Markup {
        let lead = texts.broken.replacing("{time}", with: OperatorTime.words(fault.at, words.language))
        return "<div class=\"notice\" role=\"alert\">\n<h2>\(texts.brokenTitle)</h2>\n<p>\(lead)</p>\n\(problems(fault.problems))</div>\n"
    }

    /// The first hundred.
    private func problems(_ problems: [TemplateProblem]) -> Markup {
        let lines = problems.prefix(100).map { problem -> Markup in
            "<li><code>\(problem.file):\(problem.line):\(problem.column)</code> \(problem.message)</li>\n"
        }
        let more: Markup = problems.count > 100 ? "<p>+ \(problems.count - 100)</p>\n" : .none
        return "<ul>\n\(lines)</ul>\n\(more)"
    }

    func preview(_ kind: String, _ languages: MailLanguages, _ content: RenderedContent, version: String, frame: String) -> ConsolePage {
        let options = (Language.allCases.map { MailLanguages($0) } + MailLanguages.pairs).map {
            (value: TemplatePages.word($0), label: $0.text)
        }
        let title = "\(words.kind(kind)) (\(languages.text))"
        var page = ConsolePage(
            title: title,
            body: """
                <p><a href="\(TemplatePages.path)">\(texts.toTemplates)</a></p>
                <form method="get" action="\(TemplatePages.path)/\(kind)" class="filters">
                \(Markup.choice("languages", words.languageWord, options, chosen: TemplatePages.word(languages)))<div class="field">
                <button type="submit">\(words.show)</button>
                </div>
                </form>
                <section>
                \(Markup.terms([(texts.subject, .text(content.subject)), (words.templateVersion, "<code>\(version)</code>")]))
                <p class="hint">\(texts.example)</p>
                </section>
                <section>
                <h2>\(texts.asHTML)</h2>
                <iframe class="preview" src="\(frame)" sandbox="" title="\(texts.asHTML): \(title)"></iframe>
                </section>
                <section>
                <h2>\(texts.asText)</h2>
                <pre lang="\(languages.main.rawValue)" tabindex="0">\(String(decoding: content.text, as: UTF8.self))</pre>
                </section>

                """)
        page.hasFrame = true
        return page
    }
}
