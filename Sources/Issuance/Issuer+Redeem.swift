package import Mail
import Queue

extension Issuer {
    /// Consumes link and code together and makes the citizen's key.
    ///
    /// Unknown, expired, used, revoked and wrong take the same steps and get the same answer; a wrong code reaches the store,
    /// which counts the try.
    ///
    /// - Parameter caller: The front that hands both over, for its own municipalities; `nil` for the citizen's page.
    /// - Throws: ``IssuanceRefusal/activationInvalid``, or ``IssuanceRefusal/unavailable(_:)``.
    package func redeem(token: Secret, code: Secret, by caller: Caller?) async throws(IssuanceRefusal) -> RedeemedActivation {
        let now = clock.now
        let tokenHMAC = tokenHMAC(token)
        let known = try await stored { () async throws(StoreFault) in try await store.activation(token: tokenHMAC) }
        // Another municipality's pair is as good as unknown: neither used up nor counted, and looked for in the store all the same.
        let isOwn = known.map { found in caller.map { $0.mayActFor(found.municipality) } ?? true } ?? true
        let found = isOwn ? known : nil
        // Made for all, so that those who need it take no longer.
        let decoy = try decoy(for: found, token: tokenHMAC, now: now)
        let activation = if let found, !found.sealedAddress.isEmpty { found } else { decoy }
        let municipality = try await municipality(activation.municipality)
        let address = try address(in: activation.sealedAddress, context: activation.id.bytes)
        let typed = ActivationCode(typed: code)?.canonical.reveal() ?? Self.impossibleCode
        let key = try digitalKey(for: activation, address: address, now: now)
        let notice = try notice(of: activation, municipality: municipality, address: address, now: now)
        // A front that redeems by itself has its answer here.
        let returning = caller == nil ? returning(of: activation, now: now) : nil
        let redemption = Redemption(
            token: isOwn ? tokenHMAC : self.tokenHMAC(Secret(Self.impossibleToken)),
            code: keyring.hmac(.activationCode, activation.id.bytes, typed), now: now, key: key, notice: notice,
            actor: caller?.principal.actor ?? .citizen, result: returning?.kept)
        let result = try await stored { () async throws(StoreFault) in try await store.redeem(redemption) }
        guard found != nil, result == .redeemed else { throw .activationInvalid }
        return RedeemedActivation(
            activationID: activation.id, keyID: key.id, assurance: activation.assurance, languages: activation.languages,
            municipality: activation.municipality, returnLink: returning?.link,
            reference: caller == nil ? reference(of: activation.message) : nil)
    }

    /// A malformed token is looked up as well: as one that was never issued.
    func tokenHMAC(_ token: Secret) -> [UInt8] {
        keyring.hmac(.activationToken, LinkToken(token)?.text.reveal() ?? Self.impossibleToken)
    }

    /// As long as the real ones, of characters that those never have.
    private static let impossibleToken = [UInt8](repeating: UInt8(ascii: "!"), count: LinkToken.characters)
    private static let impossibleCode = [UInt8](repeating: UInt8(ascii: "!"), count: ActivationCode.characters)

    /// Stands in for an activation that does not exist or whose address is wiped, so that the same work follows.
    func decoy(for found: Activation?, token: [UInt8], now: Instant) throws(IssuanceRefusal) -> Activation {
        let id = ActivationID(at: now, random: random)
        return Activation(
            id: id, municipality: standIn.code(for: found?.municipality), case: .noEID, citizen: token, language: found?.language ?? .nl,
            bindingLanguage: found?.bindingLanguage,
            sealedAddress: try sealed(Array("nobody@postduif.invalid".utf8), context: id.bytes), channel: .paper,
            assurance: .low, identification: Identification(document: .other, country: "BE", checkedWith: .none, result: .notApplicable),
            state: .revoked, token: token, code: token, reference: "", issued: now, expires: now, codeExpires: now,
            message: QueueID(high: 0, low: 0))
    }

    private func digitalKey(for activation: Activation, address: EmailAddress, now: Instant) throws(IssuanceRefusal) -> DigitalKey {
        let id = DigitalKeyID(at: now, random: random)
        return DigitalKey(
            id: id, activation: activation.id, municipality: activation.municipality, citizen: activation.citizen,
            sealedAddress: try sealed(address, context: id.bytes), language: activation.language,
            bindingLanguage: activation.bindingLanguage, assurance: activation.assurance, created: now,
            address: addressHMAC(address))
    }

    /// Tells the citizen that a key was made: who did not do it learns of it.
    private func notice(
        of activation: Activation, municipality: Municipality?, address: EmailAddress, now: Instant
    ) throws(IssuanceRefusal) -> QueueEntry {
        let kind = try kind(KindTable.keyActivated)
        let draft = MailDraft(
            id: QueueID(at: now, random: random), kind: kind, recipient: address, language: activation.language,
            bindingLanguage: activation.bindingLanguage, municipality: activation.municipality,
            variables: [
                "municipality": municipality?.name(in: activation.languages) ?? .text(activation.municipality),
                "activated_at": .instant(now),
                "reference": .text(reference(of: activation.message)),
            ],
            expires: now + kind.lifetime)
        return try entry(draft, now: now)
    }
}
