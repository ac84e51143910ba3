import Mail

/// An activation request whose every field is right.
struct CheckedActivation: Sendable {
    let citizen: CitizenNumber
    let address: EmailAddress
    let municipality: Municipality
    let languages: MailLanguages
    /// `2026-11-23`; only of the case `no_number`.
    let bisRegisteredOn: String?
    let returnTo: ReturnAddress?

    /// - Parameters:
    ///   - municipality: As registered; `nil` when it is not.
    ///   - policy: Knows the fronts.
    /// - Throws: ``IssuanceRefusal/invalid(_:)`` with every wrong field.
    init(
        _ request: ActivationRequest, municipality: Municipality?, policy: IssuancePolicy, now: Instant
    ) throws(IssuanceRefusal) {
        var faults: [FieldFault] = []
        let citizen = Self.citizen(request, now: now, into: &faults)
        let address = Self.address(request.email, field: "email", into: &faults)
        if let ended = municipality?.endedCode(at: now) { faults.append(FieldFault("municipality", ended)) }
        let languages = Self.languages(request, municipality: municipality, into: &faults)
        Self.checkIdentification(request.identification, into: &faults)
        Self.checkRegistration(request, citizen: citizen, now: now, into: &faults)
        let returnTo = Self.returnAddress(request.returnTo, policy, into: &faults)
        guard faults.isEmpty, let citizen, let address, let municipality, let languages else { throw .invalid(faults) }
        self.citizen = citizen
        self.address = address
        self.municipality = municipality
        self.languages = languages
        self.bisRegisteredOn = request.bisRegisteredOn
        self.returnTo = returnTo
    }

    /// Nobody is taken where the operator did not allow it.
    private static func returnAddress(
        _ text: String?, _ policy: IssuancePolicy, into faults: inout [FieldFault]
    ) -> ReturnAddress? {
        guard let text else { return nil }
        do {
            let address = try ReturnAddress(text)
            if policy.front(of: address) != nil { return address }
            faults.append(FieldFault("return_to", "Lies at or below no return_url of a configured front; have it added there."))
        } catch {
            faults.append(FieldFault("return_to", "The address \(error.advice)."))
        }
        return nil
    }

    static func address(_ text: String, field: String, into faults: inout [FieldFault]) -> EmailAddress? {
        do {
            return try EmailAddress(text)
        } catch {
            faults.append(FieldFault(field, error.advice, .address(error)))
            return nil
        }
    }

    private static func citizen(_ request: ActivationRequest, now: Instant, into faults: inout [FieldFault]) -> CitizenNumber? {
        do {
            return try CitizenNumber(request.citizenNumber, now: now)
        } catch {
            faults.append(FieldFault("citizen_number", error.advice, .number(error)))
            return nil
        }
    }

    /// What the mails are in; the municipality must be known to say so. `nil` when a fault was appended.
    private static func languages(
        _ request: ActivationRequest, municipality: Municipality?, into faults: inout [FieldFault]
    ) -> MailLanguages? {
        guard let municipality else {
            let reason = NISCode(request.municipality) == nil ? NISCode.advice : "This municipality is not registered; register it first."
            faults.append(FieldFault("municipality", reason))
            return nil
        }
        let names = municipality.languages.map(\.rawValue).joined(separator: ", ")
        guard let language = request.language else { return languagesUntold(request, municipality, into: &faults) }
        if language == .en {
            let binding = request.bindingLanguage ?? municipality.languages.first
            if let binding, municipality.languages.contains(binding) { return MailLanguages(.en, binding: binding) }
            faults.append(FieldFault("binding_language", "This municipality may use \(names); choose one of these.", .bindingLanguage))
            return nil
        }
        if !municipality.languages.contains(language) {
            faults.append(
                FieldFault("language", "This municipality may use \(names), or en as a courtesy; choose one of these.", .language))
        }
        if let binding = request.bindingLanguage, binding != language { faults.append(Self.misplacedBinding) }
        return MailLanguages(language)
    }

    /// Which one is first follows from the municipality.
    private static func languagesUntold(
        _ request: ActivationRequest, _ municipality: Municipality, into faults: inout [FieldFault]
    ) -> MailLanguages? {
        if request.bindingLanguage != nil { faults.append(Self.misplacedBinding) }
        if let languages = municipality.languagesUntold { return languages }
        let lack = municipality.regionLanguage.map { "without the language of its region (\($0.rawValue))" } ?? "without a language"
        faults.append(FieldFault("language", "Ask the citizen: this municipality is registered \(lack), so nothing else says it."))
        return nil
    }

    private static let misplacedBinding = FieldFault(
        "binding_language", "Belongs to the language en alone; leave it out.", .bindingLanguage)

    /// Which answers each tool can give, and for which documents.
    private static func checkIdentification(_ identification: Identification, into faults: inout [FieldFault]) {
        if !CountryCodes.all.contains(identification.country) {
            faults.append(
                FieldFault("identification.country", "Give the country as two capital letters of ISO 3166-1, such as BE.", .country))
        }
        switch (identification.checkedWith, identification.result) {
        case (.checkdoc, .notApplicable):
            faults.append(FieldFault("identification.result", "Checkdoc answers hit or no_hit; give its answer.", .answerOfCheckdoc))
        case (.none, .noHit):
            faults.append(FieldFault("identification.result", "Without a check the result is not_applicable.", .answerWithoutCheck))
        default: break
        }
        if identification.checkedWith == .checkdoc, identification.country != "BE" {
            faults.append(
                FieldFault(
                    "identification.checked_with", "Checkdoc knows Belgian documents only; compare others with prado.", .foreignDocument))
        }
    }

    /// A citizen without a number gets a BIS number before anything is issued.
    private static func checkRegistration(
        _ request: ActivationRequest, citizen: CitizenNumber?, now: Instant, into faults: inout [FieldFault]
    ) {
        let field = "bis_registered_on"
        if request.case == .eidUnusable, citizen?.kind == .bis {
            faults.append(
                FieldFault(
                    "citizen_number", "No eID has a BIS number: the case is no_eid, or the national register number is needed.",
                    .eidWithBISNumber))
        }
        guard request.case == .noNumber else {
            if request.bisRegisteredOn != nil {
                faults.append(FieldFault(field, "Belongs to the case no_number alone; leave it out.", .registrationNotNeeded))
            }
            return
        }
        if let citizen, citizen.kind != .bis {
            faults.append(
                FieldFault("citizen_number", "The case no_number needs the BIS number that the registration gave.", .bisNumberNeeded))
        }
        guard let text = request.bisRegisteredOn else {
            faults.append(
                FieldFault(
                    field, "The case no_number needs the day of registration in the BIS register, as YYYY-MM-DD.", .registrationNeeded))
            return
        }
        if let day = FieldText.day(text, field: field, into: &faults), day > now {
            faults.append(FieldFault(field, "Lies in the future; register the citizen first.", .dayInFuture))
        }
        // By the days alone, in no zone of time.
        if let citizen, let day = Instant(isoDay: text), day < citizen.earliestBirth.instantInUTC {
            faults.append(FieldFault(field, "Lies before the birth that the number tells; check both.", .dayBeforeBirth))
        }
    }
}
