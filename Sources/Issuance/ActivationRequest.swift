package import Mail

/// What an officer asks for a citizen at the counter, as it came: nothing is checked yet.
package struct ActivationRequest: Sendable {
    /// National register or BIS number, with or without separators.
    package var citizenNumber: Secret
    package var `case`: Activation.Case
    package var email: String
    /// The citizen's choice among the municipality's languages, or English; `nil`: nobody told it (``Municipality/languagesUntold``).
    package var language: Language?
    /// With English: the official language that comes first; default the municipality's first.
    package var bindingLanguage: Language?
    /// NIS code.
    package var municipality: String
    package var identification: Identification
    /// `2026-11-23`: when the number came into the BIS register; only for ``Activation/Case/noNumber``.
    package var bisRegisteredOn: String?
    package var assurance: Activation.Assurance
    package var channel: Activation.Channel
    /// Codes of warnings the officer has confirmed.
    package var confirmWarnings: Set<String>
    /// Where the citizen's page leads to after the activation, within a ``Front``; `nil`: nowhere.
    package var returnTo: String?

    package init(
        citizenNumber: String, case: Activation.Case, email: String, language: Language?, bindingLanguage: Language? = nil,
        municipality: String, identification: Identification, bisRegisteredOn: String? = nil,
        assurance: Activation.Assurance = .normal, channel: Activation.Channel = .paper, confirmWarnings: Set<String> = [],
        returnTo: String? = nil
    ) {
        self.citizenNumber = Secret(citizenNumber)
        self.case = `case`
        self.email = email
        self.language = language
        self.bindingLanguage = bindingLanguage
        self.municipality = municipality
        self.identification = identification
        self.bisRegisteredOn = bisRegisteredOn
        self.assurance = assurance
        self.channel = channel
        self.confirmWarnings = confirmWarnings
        self.returnTo = returnTo
    }
}

extension ActivationRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Neither number nor address.
    package var description: String { "activation for \(municipality) •••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
