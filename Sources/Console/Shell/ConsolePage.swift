import Mail

/// One page of the consoles: what is on it, and the frame around it.
struct ConsolePage: Sendable {
    /// Who is signed in, as the bar shows it.
    struct Bar: Sendable {
        let who: String
        let formToken: Secret
        let sections: [(name: String, path: String, isCurrent: Bool)]
        /// Where the switch of languages leads back to; `nil`: there is none on this page, as it shows what is shown once, or what was typed.
        let back: String?
    }

    /// The one `h1`, and the window's title.
    let title: String
    let body: Markup
    /// Whether something is wrong: the title says so first, for who hears it.
    var isFaulty = false
    /// The same in other words than that something is wrong with a form.
    var alert: String?
    /// Whether a frame of our own stands in it.
    var hasFrame = false
    /// Another page that it leads to by itself and at once (WCAG 2.2, technique H76); `nil`: it stays.
    var leadsTo: String?

    /// The whole document.
    func document(_ texts: ConsoleTexts, bar: Bar?, footer: Markup) -> String {
        let alert = alert ?? (isFaulty ? texts.faults : nil)
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="\(texts.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            \(leadsTo.map { "<meta http-equiv=\"refresh\" content=\"0; url=\($0)\">\n" } ?? .none)\
            <title>\(alert.map { "\($0) – " } ?? "")\(title) – \(texts.product)</title>
            <link rel="stylesheet" href="\(ConsoleAsset.style.path)">
            <script src="\(ConsoleAsset.script.path)" defer></script>
            </head>
            <body>
            <a class="skip" href="#main">\(texts.skip)</a>
            \(bar.map { Self.header($0, texts) } ?? .none)<main id="main" tabindex="-1">
            <h1>\(title)</h1>
            \(body)</main>
            \(footer)</body>
            </html>

            """
        return page.html
    }

    private static func header(_ bar: Bar, _ texts: ConsoleTexts) -> Markup {
        let links = bar.sections.map { section -> Markup in
            "<li><a href=\"\(section.path)\"\(section.isCurrent ? " aria-current=\"page\"" : .none)>\(section.name)</a></li>\n"
        }
        return """
            <header class="bar">
            <p class="brand">\(texts.product)</p>
            <p class="who">\(bar.who)</p>
            <nav aria-label="\(texts.menu)"><ul>
            \(links)</ul></nav>
            \(bar.back.map { languages($0, bar.formToken, texts) } ?? .none)<form method="post" action="\(SignOutPages.path)">
            \(token(bar.formToken))\(FormView.hidden("language", texts.language.rawValue))<button type="submit">\(texts.signOut)</button>
            </form>
            </header>

            """
    }

    private static func languages(_ back: String, _ formToken: Secret, _ texts: ConsoleTexts) -> Markup {
        let buttons = ConsoleTexts.all.map { other -> Markup in
            let code = other.language.rawValue
            let current: Markup = other.language == texts.language ? " aria-current=\"true\"" : .none
            return """
                <button type="submit" name="language" value="\(code)" lang="\(code)" aria-label="\(code.uppercased()) – \(other.languageName)"\(current)>\
                \(code.uppercased())</button>

                """
        }
        return """
            <form method="post" action="/console/language" aria-label="\(texts.languages)">
            \(token(formToken))<input type="hidden" name="back" value="\(back)">
            \(buttons)</form>

            """
    }

    /// What each form has to hold.
    static func token(_ formToken: Secret) -> Markup {
        "<input type=\"hidden\" name=\"\(ConsoleShell.tokenField)\" value=\"\(formToken.revealText())\">\n"
    }
}
