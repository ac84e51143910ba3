import API
import Issuance
import Mail

/// Draws a municipality: how it stands, its agreements, and the forms that change it.
struct MunicipalityForms: Sendable {
    let texts: AdministrationTexts
    let call: ConsoleCall
    /// A random word, by which a repeated form is known.
    let request: String
    let now: Instant

    private var labels: [String: String] {
        var labels = [
            "nis": texts.nis, "name": texts.name, "name_nl": texts.nameNL, "name_fr": texts.nameFR, "name_de": texts.nameDE,
            "languages": texts.languages, "enterprise_number": texts.enterpriseNumber, "valid_from": texts.validFrom,
            "valid_until": texts.validUntil, "successor": texts.successor, "withdrawn_on": texts.withdrawnOn,
        ]
        for (name, label) in Self.agreementFields(texts) {
            labels["agreement.\(name)"] = label
            if labels[name] == nil { labels[name] = label }
        }
        return labels
    }

    private static func agreementFields(_ texts: AdministrationTexts) -> [(name: String, label: String)] {
        [
            ("signed_on", texts.signedOn), ("signatory", texts.signatory), ("function", texts.function),
            ("document_digest", texts.documentDigest), ("valid_from", texts.validFrom), ("valid_until", texts.validUntil),
        ]
    }

    private static func entryFields(_ texts: AdministrationTexts) -> [(name: String, label: String)] {
        [
            ("name", texts.name), ("name_nl", texts.nameNL), ("name_fr", texts.nameFR), ("name_de", texts.nameDE),
            ("languages", texts.languages), ("enterprise_number", texts.enterpriseNumber), ("valid_from", texts.validFrom),
            ("valid_until", texts.validUntil), ("successor", texts.successor),
        ]
    }

    private func errors(_ faults: [FieldFault]) -> Markup { .faults(faults, call.texts, labels: labels) }

    // MARK: A new one

    func new(_ faults: [FieldFault]) -> Markup {
        let path = MunicipalityPages.path
        return """
            \(errors(faults))<form method="post" action="\(path)">
            \(start)<section>
            \(field("nis", texts.nis, hint: texts.nisHint))\(entry { call.fields.value($0) })</section>
            <section>
            <h2>\(texts.agreement)</h2>
            <p class="hint">\(texts.agreementHint)</p>
            \(agreement(prefix: "agreement."))</section>
            <button type="submit">\(texts.register)</button>
            \(Markup.button(call.texts.cancel, to: path))
            </form>

            """
    }

    /// The session's word, and the one by which a repeated form is known.
    private var start: Markup {
        "\(ConsolePage.token(call.visitor.session.formToken))\(Markup.hidden("request", request))"
    }

    private func entry(_ value: (String) -> String) -> Markup {
        let hints = ["name": texts.nameHint, "languages": texts.languagesHint, "valid_until": texts.untilHint]
        let fields = Self.entryFields(texts).map { name, label in
            Markup.field(
                name, label, value: value(name), hint: hints[name] ?? "", type: name.hasPrefix("valid") ? "date" : "text")
        }
        return "\(fields)"
    }

    private func agreement(prefix: String) -> Markup {
        let fields = Self.agreementFields(texts).map { name, label in
            field("\(prefix)\(name)", label, type: name.hasSuffix("_on") || name.hasPrefix("valid") ? "date" : "text")
        }
        return "\(fields)"
    }

    private func field(_ name: String, _ label: String, hint: String = "", type: String = "text") -> Markup {
        .field(name, label, value: call.fields.value(name), hint: hint, type: type)
    }

    // MARK: One

    func one(_ view: MunicipalityView) -> Markup {
        let municipality = view.municipality
        let path = "\(MunicipalityPages.path)/\(municipality.nis)"
        let value = registered(municipality)
        let pairs = Self.entryFields(texts).map { name, label -> (String, Markup) in (label, .text(value(name).isEmpty ? "–" : value(name)))
        }
        return """
            <p><a href="\(MunicipalityPages.path)">\(texts.toMunicipalities)</a></p>
            \(standing(view))<section>
            \(Markup.terms(pairs))\(Markup.button(texts.change, to: "\(path)/change"))
            </section>
            \(agreements(municipality))<p>\(Markup.button(texts.addAgreement, to: "\(path)/agreement"))</p>

            """
    }

    /// Shows what is registered, or what was given and is wrong.
    func change(_ view: MunicipalityView, _ faults: [FieldFault]) -> Markup {
        let path = "\(MunicipalityPages.path)/\(view.municipality.nis)"
        let value = faults.isEmpty ? registered(view.municipality) : { call.fields.value($0) }
        return """
            \(errors(faults))<form method="post" action="\(path)/change">
            \(start)<p class="hint">\(texts.changeHint)</p>
            \(entry(value))<button type="submit">\(texts.save)</button>
            \(Markup.button(call.texts.cancel, to: path))
            </form>

            """
    }

    func newAgreement(_ view: MunicipalityView, _ faults: [FieldFault]) -> Markup {
        let path = "\(MunicipalityPages.path)/\(view.municipality.nis)"
        return """
            \(errors(faults))<form method="post" action="\(path)/agreement">
            \(start)\(agreement(prefix: ""))<button type="submit">\(texts.addAgreement)</button>
            \(Markup.button(call.texts.cancel, to: path))
            </form>

            """
    }

    private func registered(_ municipality: Municipality) -> (String) -> String {
        let own = municipality.names
        let values: [String: String?] = [
            "name": municipality.name, "name_nl": own[.nl], "name_fr": own[.fr], "name_de": own[.de],
            "languages": municipality.languages.map(\.rawValue).joined(separator: ", "),
            "enterprise_number": municipality.enterpriseNumber?.digits, "valid_from": municipality.validFrom?.brusselsDay,
            "valid_until": municipality.validUntil?.brusselsDay, "successor": municipality.successor,
        ]
        return { (values[$0] ?? nil) ?? "" }
    }

    /// Why nothing can be issued, and what to do.
    private func missing(_ view: MunicipalityView) -> [String] {
        [texts.endedCode(view.municipality, at: now), texts.missingAgreement(view.standing)].compactMap(\.self)
    }

    private func standing(_ view: MunicipalityView) -> Markup {
        let word = texts.standings[view.standing.state] ?? view.standing.state.rawValue
        if view.missing.isEmpty { return .done("\(texts.canIssue). \(texts.agreement): \(word).") }
        let lines = missing(view).map { missing -> Markup in "<p>\(missing)</p>\n" }
        return "<div class=\"notice\">\n<p><strong>\(texts.cannotIssue).</strong> \(texts.agreement): \(word).</p>\n\(lines)</div>\n"
    }

    private func agreements(_ municipality: Municipality) -> Markup {
        guard !municipality.agreements.isEmpty else { return "<section>\n<p>\(texts.noAgreements)</p>\n</section>\n" }
        let table = PageTable(
            caption: texts.agreements,
            columns: [
                texts.number, texts.signedOn, texts.signatory, texts.validFrom, texts.validUntil, texts.withdrawnOn, call.operatorTexts.act,
            ],
            rows: municipality.agreements.enumerated().map { index, agreement in
                [
                    .number(index + 1), .text(agreement.signedOn.brusselsDay), "\(agreement.signatory), \(agreement.function)",
                    .text(agreement.validFrom.brusselsDay), .text(agreement.validUntil?.brusselsDay ?? "–"),
                    .text(agreement.withdrawnOn?.brusselsDay ?? "–"),
                    agreement.withdrawnOn == nil
                        ? .button("\(texts.withdraw)…", to: "\(MunicipalityPages.path)/\(municipality.nis)/withdraw?number=\(index + 1)")
                        : "–",
                ]
            })
        return "<section>\n\(table.markup)</section>\n"
    }

    func withdrawal(_ agreement: Agreement, number: Int, of view: MunicipalityView, _ faults: [FieldFault]) -> Markup {
        let path = "\(MunicipalityPages.path)/\(view.municipality.nis)"
        return """
            \(errors(faults))<section>
            <p>\(texts.withdrawMeaning)</p>
            \(Markup.terms([
                (texts.number, .number(number)), (texts.signatory, "\(agreement.signatory), \(agreement.function)"),
                (texts.validFrom, .text(agreement.validFrom.brusselsDay)),
            ]))<form method="post" action="\(path)/withdraw">
            \(ConsolePage.token(call.visitor.session.formToken))\(Markup.hidden("number", "\(number)"))\
            \(field("withdrawn_on", texts.withdrawnOn, hint: texts.withdrawHint, type: "date"))\
            <button type="submit" class="danger">\(texts.withdraw)</button>
            \(Markup.button(call.texts.cancel, to: path))
            </form>
            </section>

            """
    }
}
