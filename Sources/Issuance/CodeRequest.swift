package import Mail

/// What a front asks when a citizen signs in, as it came: nothing is checked yet.
package struct CodeRequest: Sendable {
    package enum Recipient: Sendable {
        /// `key_…`: address and languages are the key's.
        case key(String)
        /// Without a language where nobody told it: what the caller's municipality uses then.
        case address(email: String, language: Language?)
    }

    package var recipient: Recipient
    /// What the code is for: 1 to 64 of `a-z 0-9 . _ -`.
    package var purpose: String
    /// The front's own session or transaction, 1 to 255 octets; needed again to verify.
    package var binding: String
    /// 60 to 600 s; default the kind's.
    package var lifetime: Duration?
    /// The least that the key must be worth; `nil`: any.
    package var minimumAssurance: Activation.Assurance?

    package init(
        recipient: Recipient, purpose: String, binding: String, lifetime: Duration? = nil, minimumAssurance: Activation.Assurance? = nil
    ) {
        self.recipient = recipient
        self.purpose = purpose
        self.binding = binding
        self.lifetime = lifetime
        self.minimumAssurance = minimumAssurance
    }
}

extension CodeRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Neither address nor binding.
    package var description: String { "code •••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}

extension CodeRequest.Recipient: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "recipient •••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
