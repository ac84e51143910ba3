import Issuance
import Mail
import Rendering

/// What stands under the heading of each part.
extension CitizenPageView {
    func title(_ part: Part, _ texts: PageTexts) -> String {
        switch part {
        case .form: texts.title
        case .over: texts.overTitle
        case .fault: texts.fault.title
        case .failure: texts.failureTitle
        case .busy: texts.busyTitle
        case .start: texts.start.title
        case .asked: texts.again.askedTitle
        case .done: texts.doneTitle
        case .notFound: texts.problem.notFoundTitle
        case .unreadable: texts.problem.unreadableTitle
        case .broken: texts.problem.brokenTitle
        }
    }

    /// - Parameter isFirst: Of several languages: the keyboard's focus goes there, to what went wrong.
    func body(_ part: Part, _ texts: PageTexts, _ subject: Subject, isFirst: Bool) -> String {
        let isOnly = subject.languages.count == 1
        func notice(_ words: [String], _ reasons: [String] = [], leadsToField: Bool = true) -> String {
            self.notice(words, reasons, texts, isFocused: isFirst, leadsToField: leadsToField)
        }
        return switch part {
        case .form: paragraph(texts.lead) + facts(texts, subject) + codeForm(texts, error: nil) + more(texts)
        case .over: paragraph(texts.over) + facts(texts, subject) + askForm(texts, isOnly: isOnly)
        case .fault(let fault):
            notice([texts.fault.words(for: fault), texts.fault.noTry]) + facts(texts, subject)
                + codeForm(texts, error: texts.fault.words(for: fault)) + more(texts)
        case .failure:
            notice([texts.failure], texts.failureReasons) + facts(texts, subject) + codeForm(texts, error: texts.failure)
                + askForm(texts, isOnly: isOnly)
        case .busy(let minutes):
            notice([texts.busy, texts.wait(minutes)]) + facts(texts, subject) + codeForm(texts, error: nil) + more(texts)
        case .start: paragraph(texts.start.lead) + list(texts.start.steps, isOrdered: true) + list(texts.start.notes)
        case .asked: paragraph(texts.again.asked) + list(texts.again.next)
        case .done:
            paragraph(texts.done) + wayBack(subject.returnLink, texts) + proof(texts, subject, isOnly: isOnly)
        case .notFound: notice([texts.problem.notFound], leadsToField: false)
        case .unreadable: notice([texts.problem.unreadable], leadsToField: false)
        case .broken: notice([texts.problem.broken], leadsToField: false)
        }
    }

    /// What went wrong, where the focus goes without a script, and from there to the field.
    private func notice(
        _ words: [String], _ reasons: [String], _ texts: PageTexts, isFocused: Bool, leadsToField: Bool
    ) -> String {
        let focus = isFocused ? " tabindex=\"-1\" autofocus" : ""
        let field = "<p><a href=\"#code-\(texts.language.rawValue)\">\(HTML.escaped(texts.toField))</a></p>\n"
        return "<div class=\"notice\" role=\"alert\"\(focus)>\n" + words.map(paragraph).joined() + (reasons.isEmpty ? "" : list(reasons))
            + (leadsToField ? field : "") + "</div>\n"
    }

    /// What the mail with the link says as well, to compare; nothing that became of it since.
    private func facts(_ texts: PageTexts, _ subject: Subject) -> String {
        let municipality = subject.municipalityNames[texts.language].map { fact(texts.municipality, HTML.escaped($0)) } ?? ""
        let reference = subject.reference.map { fact(texts.reference, "<strong>\(HTML.escaped($0))</strong>") } ?? ""
        let until = subject.expires.map { expires in
            let words = subject.isOver ? texts.wasUntil : texts.until
            return paragraph(words.replacing("{until}", with: InstantText.fullText(of: expires, language: texts.language)))
        }
        guard !municipality.isEmpty || !reference.isEmpty else { return until ?? "" }
        return "<dl class=\"facts\">\n\(municipality)\(reference)</dl>\n" + (until ?? "")
    }

    private func fact(_ name: String, _ value: String) -> String {
        "<div><dt>\(HTML.escaped(name))</dt> <dd>\(value)</dd></div>\n"
    }

    private func proof(_ texts: PageTexts, _ subject: Subject, isOnly: Bool) -> String {
        let heading = isOnly ? "h2" : "h3"
        let reference = subject.reference.map { reference in
            "<dl class=\"facts\">\n\(fact(texts.proof, "<strong>\(HTML.escaped(reference))</strong>"))</dl>\n" + paragraph(texts.proofHint)
        }
        return (reference ?? "") + "<\(heading)>\(HTML.escaped(texts.nextTitle))</\(heading)>\n" + list(texts.next)
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

    func paragraph(_ text: String) -> String { "<p>\(HTML.escaped(text))</p>\n" }

    func list(_ items: [String], isOrdered: Bool = false) -> String {
        let tag = isOrdered ? "ol" : "ul"
        return "<\(tag)>\n" + items.map { "<li>\(HTML.escaped($0))</li>\n" }.joined() + "</\(tag)>\n"
    }
}
