import Issuance
import Mail
import Queue

extension WriteBatch {
    func correct(_ correction: AddressCorrection, notice: QueueEntry, terms: IssueTerms) throws -> IssueResult {
        if let earlier = try replay(terms) { return earlier }
        let found = try db.row(Statements.activation, .id(correction.activation)) { try $0.activation() }
        guard let found, try isUnchanged(found, correction, now: terms.now) else { return .notPending }
        if let refused = try charge(terms) { return refused }
        switch correction.target {
        case .link(let link, let mail): try correct(found, correction, link, mail, notice: notice.id, now: terms.now)
        case .key(let key): try correct(key, of: found, correction, notice: notice.id, now: terms.now)
        }
        noteChange(of: found.id)
        try enqueue(notice)
        try remember(terms)
        try audit(
            AuditAct(
                by: terms.actor, .activationCorrected, object: found.id.description, municipality: found.municipality,
                details: found.key.map { [AuditWord($0)] } ?? []))
        return .committed
    }

    /// Whether the address that was read still stands: another correction, a redemption or an end may have come before this one.
    private func isUnchanged(_ found: Activation, _ correction: AddressCorrection, now: Instant) throws -> Bool {
        switch correction.target {
        case .link:
            return found.state == .pending && now < found.codeExpires
                && correction.isUnchanged(sealed: found.sealedAddress, address: found.address)
        case .key(let id):
            let key = try db.row(Statements.digitalKey, .id(id)) { try $0.digitalKey() }
            guard let key, found.state == .redeemed, found.key == id else { return false }
            return key.revoked == nil && correction.isUnchanged(sealed: key.sealedAddress, address: key.address)
        }
    }

    private func correct(
        _ former: Activation, _ correction: AddressCorrection, _ link: ActivationMail, _ mail: QueueEntry, notice: QueueID,
        now: Instant
    ) throws {
        try endLinks(of: former)
        try db.run(
            Statements.correctActivation, .id(former.id), .time(now), .text(correction.confirmedWarnings.joined(separator: " ")),
            .blob(correction.sealedAddress), .blob(correction.address), .blob(link.token), .time(link.expires), .id(mail.id),
            .ids(former.notices(and: notice)))
        try supersede(former.message, by: mail.id)
        try enqueue(mail)
    }

    private func correct(
        _ key: DigitalKeyID, of activation: Activation, _ correction: AddressCorrection, notice: QueueID, now: Instant
    ) throws {
        try db.run(
            Statements.correctRedeemedActivation, .id(activation.id), .time(now),
            .text(correction.confirmedWarnings.joined(separator: " ")), .ids(activation.notices(and: notice)))
        try db.run(
            Statements.correctDigitalKey, .id(key), .time(now), .blob(correction.sealedAddress), .blob(correction.address))
        try endChallenges(of: key, at: now)
    }
}
