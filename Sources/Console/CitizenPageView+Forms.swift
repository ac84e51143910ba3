import Mail

/// The two forms. Both are sent to where the page stands.
extension CitizenPageView {
    /// One labelled field. It takes what people type; the issuer reads it forgivingly.
    ///
    /// No completion: with `one-time-code` a telephone would offer a code of its messages, another service's, and wrong ones are counted here.
    /// The browser does not judge it either (`novalidate`): it would in its own language, and the page says what is missing in the citizen's.
    func codeForm(_ texts: PageTexts, error: String?) -> String {
        let language = texts.language.rawValue
        let described = error == nil ? "hint-\(language)" : "error-\(language) hint-\(language)"
        let wrong = error.map { "<p class=\"error\" id=\"error-\(language)\">\(HTML.escaped($0))</p>\n" } ?? ""
        return """
            <form method="post" novalidate>
            <label for="code-\(language)">\(HTML.escaped(texts.label))</label>
            <p class="hint" id="hint-\(language)">\(HTML.escaped(texts.hint))</p>
            \(wrong)<input id="code-\(language)" name="code" type="text" required maxlength="32" inputmode="text" autocomplete="off"
            autocapitalize="characters" autocorrect="off" spellcheck="false" aria-describedby="\(described)"\
            \(error == nil ? "" : " aria-invalid=\"true\"")>
            <button type="submit">\(HTML.escaped(texts.button))</button>
            <p class="hint">\(HTML.escaped(texts.privacy))</p>
            </form>

            """
    }

    /// Closed where the code comes first: whoever opens a fresh mail needs neither, and a program that presses what it sees does not see it.
    func more(_ texts: PageTexts) -> String {
        """
        <details>
        <summary>\(HTML.escaped(texts.again.title))</summary>
        \(askButton(texts))</details>
        <details>
        <summary>\(HTML.escaped(texts.lostTitle))</summary>
        \(paragraph(texts.lost))</details>

        """
    }

    /// Where a new link is what helps most.
    func askForm(_ texts: PageTexts, isOnly: Bool) -> String {
        let heading = isOnly ? "h2" : "h3"
        return """
            <\(heading)>\(HTML.escaped(texts.again.title))</\(heading)>
            \(askButton(texts))<\(heading)>\(HTML.escaped(texts.lostTitle))</\(heading)>
            \(paragraph(texts.lost))
            """
    }

    private func askButton(_ texts: PageTexts) -> String {
        """
        \(paragraph(texts.again.words))<form method="post">
        <button type="submit" name="again" value="1" class="second">\(HTML.escaped(texts.again.button))</button>
        </form>

        """
    }
}
