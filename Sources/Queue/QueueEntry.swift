package import Mail

/// One message on its way: everything the line needs, and nothing a thief of the database could use.
package struct QueueEntry: Hashable, Sendable {
    package let id: QueueID
    /// A name of the ``KindTable``.
    package let kind: String
    package let lane: Lane
    package let language: Language
    /// Of the block that stands first where its mail has two; else `nil`.
    package let bindingLanguage: Language?
    /// The recipient's domain, in A-labels: for limits, filters and history. The local part is in the sealed content only.
    package let domain: String
    /// NIS code of the municipality it belongs to; `nil` for a code without a key.
    package let municipality: String?
    /// A ``QueueContent``, sealed with the identifier as context. Empty once wiped.
    package let sealedContent: [UInt8]
    /// The content number of the templates at issuance.
    package let templateVersion: String
    package let issued: Instant
    /// Nothing is submitted at or after this.
    package let expires: Instant
    /// Not before this.
    package var due: Instant
    /// Attempts counted so far.
    package var attempt: Int
    /// How often it was resubmitted after being in doubt.
    package var resends: Int
    /// A newer entry with the same value cancels this one. `nil` for all mails of our own (decision 58): what replaces one knows which.
    package let supersessionKey: [UInt8]?

    package init(
        id: QueueID, kind: Kind, language: Language, bindingLanguage: Language? = nil, domain: String, municipality: String?,
        sealedContent: [UInt8], templateVersion: String, issued: Instant, expires: Instant, due: Instant? = nil,
        attempt: Int = 0, resends: Int = 0, supersessionKey: [UInt8]? = nil
    ) {
        self.init(
            id: id, kindName: kind.name, lane: kind.lane, language: language, bindingLanguage: bindingLanguage, domain: domain,
            municipality: municipality, sealedContent: sealedContent, templateVersion: templateVersion, issued: issued,
            expires: expires, due: due ?? issued, attempt: attempt, resends: resends, supersessionKey: supersessionKey)
    }

    /// Of its mail.
    package var languages: MailLanguages { MailLanguages(language, binding: bindingLanguage) }

    /// Ours, to see that mail goes on: no citizen's, and counted apart.
    package var isCanary: Bool { kind == KindTable.canary }

    /// From stored columns, where the kind may no longer be in the table.
    package init(
        id: QueueID, kindName: String, lane: Lane, language: Language, bindingLanguage: Language?, domain: String,
        municipality: String?, sealedContent: [UInt8], templateVersion: String, issued: Instant, expires: Instant,
        due: Instant, attempt: Int, resends: Int, supersessionKey: [UInt8]?
    ) {
        self.id = id
        self.kind = kindName
        self.lane = lane
        self.language = language
        self.bindingLanguage = bindingLanguage
        self.domain = domain
        self.municipality = municipality
        self.sealedContent = sealedContent
        self.templateVersion = templateVersion
        self.issued = issued
        self.expires = expires
        self.due = due
        self.attempt = attempt
        self.resends = resends
        self.supersessionKey = supersessionKey
    }
}
