import Issuance
import Mail

/// Draws the form of an issuance: the steps of its case, one after the other.
struct IssueForm: Sendable {
    let `case`: Activation.Case
    let form: FormView
    let warnings: [IssuanceWarning]
    /// Why it comes back though nothing is wrong with it.
    let delay: FormDelay?
    /// Those that the officer may issue for.
    let municipalities: [Municipality]
    let language: Language
    /// The session's token, and the word by which a form that comes twice is known.
    let formToken: Secret
    let request: String

    private var texts: OfficerTexts { OfficerTexts.of(language) }

    var markup: Markup {
        """
        \(delay?.markup ?? form.summary(ConsoleTexts.of(language).faults))<p>\(texts.cases[`case`]?.lead ?? "")</p>
        <form method="post" action="\(OfficerPages.path)/new/\(`case`.rawValue)" novalidate data-check="\(OfficerPages.path)/check">
        \(ConsolePage.token(formToken))\(FormView.hidden("request", request))\
        \(WarningBox(warnings: warnings, language: language, showsConfirmed: delay != nil).markup(form))\
        \(person)\(document)\(check)\(register, if: `case` == .noNumber)\(number)\(mail)\(code)<button type="submit">\(texts.issue)</button>
        <a class="button plain" href="\(OfficerPages.path)">\(ConsoleTexts.of(language).cancel)</a>
        </form>

        """
    }

    /// What fields are called in the list of what is wrong.
    static func labels(_ texts: OfficerTexts) -> [String: String] {
        [
            "document": texts.documentKind, "country": texts.country, "checked_with": texts.checkedWith, "result": texts.answer,
            "citizen_number": texts.number, "bis_registered_on": texts.registeredOn, "email": texts.email,
            "language": texts.citizenLanguage, "binding_language": texts.binding, "channel": texts.channel, "assurance": texts.assurance,
            "municipality": texts.municipality,
        ]
    }

    private var person: Markup {
        Self.step(texts.person, "\(place)\(form.checkbox("present", texts.present, isNeeded: true))")
    }

    private var place: Markup {
        if municipalities.count == 1, let only = municipalities.first {
            return "\(FormView.hidden("municipality", only.nis))<p>\(texts.municipality): <strong>\(name(only))</strong></p>\n"
        }
        return form.select(
            "municipality", texts.municipality, municipalities.map { FormView.Option(value: $0.nis, label: name($0)) })
    }

    private var document: Markup {
        let kinds = Identification.Document.allCases.map { FormView.Option(value: $0.rawValue, label: texts.documents[$0] ?? "") }
        let country = form.input(
            "country", texts.country, hint: texts.countryHint, attributes: " class=\"short\" maxlength=\"2\" autocapitalize=\"characters\"",
            value: form.fields.optional("country") ?? (`case` == .eidUnusable ? "BE" : ""), isNeeded: true)
        return Self.step(texts.document, "\(form.radios("document", texts.documentKind, kinds, isNeeded: true))\(country)")
    }

    private var check: Markup {
        let tools = Identification.CheckedWith.allCases.map { FormView.Option(value: $0.rawValue, label: texts.tools[$0] ?? "") }
        let answers = Identification.Result.allCases.map { FormView.Option(value: $0.rawValue, label: texts.answers[$0] ?? "") }
        let beside = ConsoleTexts.of(language).opensBeside
        let links: Markup = """
            <p>\(texts.checkLead)</p>
            <p><a class="button plain" href="https://www.checkdoc.be" target="_blank" rel="noopener noreferrer">\(texts.checkdoc) \(beside)</a>
            <a class="button plain" href="https://www.consilium.europa.eu/prado" target="_blank" rel="noopener noreferrer">\(texts.prado) \
            \(beside)</a></p>

            """
        return Self.step(
            texts.check,
            "\(links)\(form.radios("checked_with", texts.checkedWith, tools, isNeeded: true))"
                + form.radios("result", texts.answer, answers, hint: texts.hitStops, isNeeded: true))
    }

    private var register: Markup {
        let today: Markup = " class=\"short\""
        return Self.step(
            texts.register,
            "<p>\(texts.registerLead)</p>\n\(form.checkbox("registered", texts.registered, isNeeded: true))"
                + form.input("bis_registered_on", texts.registeredOn, type: "date", attributes: today, isNeeded: true))
    }

    private var number: Markup {
        let label = `case` == .noNumber ? texts.bisNumber : texts.number
        return Self.step(
            step(texts.numberLegend, 4, 5),
            form.input(
                "citizen_number", label, hint: texts.numberHint, attributes: " inputmode=\"numeric\" maxlength=\"32\" spellcheck=\"false\"",
                isNeeded: true, isLookedAt: true))
    }

    private var mail: Markup {
        let official = municipalities.reduce(into: [Language]()) { all, one in all += one.languages.filter { !all.contains($0) } }
        var languages = (official + [.en]).map { FormView.Option(value: $0.rawValue, label: texts.languageNames[$0] ?? "") }
        if official.count > 1 { languages.append(FormView.Option(value: IssueInput.untold, label: texts.languageUntold)) }
        let only = official.count == 1 ? official.first?.rawValue : nil
        let binding: Markup =
            official.count < 2
            ? .none
            : form.select(
                "binding_language", texts.binding,
                official.map { FormView.Option(value: $0.rawValue, label: texts.languageNames[$0] ?? "") })
        return Self.step(
            step(texts.mailLegend, 5, 6),
            form.input(
                "email", texts.email, hint: texts.emailHint, type: "email", attributes: " maxlength=\"254\" spellcheck=\"false\"",
                isNeeded: true, isLookedAt: true)
                + form.radios("language", texts.citizenLanguage, languages, chosen: only, isNeeded: true) + binding)
    }

    private var code: Markup {
        let channels = Activation.Channel.allCases.map { FormView.Option(value: $0.rawValue, label: texts.channels[$0] ?? "") }
        let assurances = Activation.Assurance.allCases.map { FormView.Option(value: $0.rawValue, label: texts.assurances[$0] ?? "") }
        return Self.step(
            step(texts.codeLegend, 6, 7),
            form.radios("channel", texts.channel, channels, chosen: Activation.Channel.paper.rawValue, isNeeded: true)
                // Nobody vouches for an identity by leaving a field alone.
                + form.radios("assurance", texts.assurance, assurances, isNeeded: true))
    }

    /// With the step of the register the numbers go on by one.
    private func step(_ legend: String, _ number: Int, _ afterRegister: Int) -> String {
        "\(`case` == .noNumber ? afterRegister : number). \(legend)"
    }

    private static func step(_ legend: String, _ content: Markup) -> Markup {
        "<fieldset>\n<legend>\(legend)</legend>\n\(content)</fieldset>\n"
    }

    private func name(_ municipality: Municipality) -> String { municipality.name(in: language, binding: nil) }
}
