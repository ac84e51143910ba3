import Issuance
import Mail
import Queue

extension WriteBatch {
    func revoke(_ revocation: Revocation) throws -> RevokeResult {
        let found = try db.row(Statements.activation, .id(revocation.activation)) { try $0.activation() }
        guard let found else { return .notFound }
        switch found.state {
        // The link may be over; the paper code must not.
        case .pending where revocation.now < found.codeExpires: break
        case .redeemed: break
        case .pending: return .ended(.expired)
        case .revoked, .locked, .expired: return .ended(found.state)
        }
        try db.run(Statements.revokeActivation, .id(found.id))
        noteChange(of: found.id)
        _ = try cancel(found.message, reason: .cancelledByCaller, at: revocation.now)
        if let key = found.key { try end(key, at: revocation.now) }
        try audit(
            AuditAct(
                by: revocation.actor, .activationRevoked, object: found.id.description, municipality: found.municipality,
                details: found.key.map { [AuditWord($0)] } ?? []))
        return .revoked(found.key)
    }

    func reissue(_ pair: ActivationPair, mail: QueueEntry, terms: IssueTerms) throws -> IssueResult {
        if let earlier = try replay(terms) { return earlier }
        let current = try db.row(Statements.activation, .id(pair.activation)) { try $0.activation() }
        guard let current, stands(current, terms) else { return .notPending }
        if let refused = try charge(terms) { return refused }
        try endLinks(of: current)
        try db.run(
            Statements.reissueActivation, .id(pair.activation), .blob(pair.token), .blob(pair.code), .text(pair.reference),
            .time(pair.expires), .time(pair.codeExpires), .id(mail.id))
        noteChange(of: current.id)
        try supersede(current.message, by: mail.id)
        try enqueue(mail)
        try remember(terms)
        try audit(
            AuditAct(by: terms.actor, .activationReissued, object: current.id.description, municipality: current.municipality))
        return .committed
    }

    /// Ends a digital key, and the codes that are pending for it.
    func end(_ key: DigitalKeyID, at: Instant) throws {
        try db.run(Statements.revokeDigitalKey, .id(key), .time(at))
        try endChallenges(of: key, at: at)
    }

    /// Ends the codes that are pending for a digital key, and their mails where that is still possible.
    func endChallenges(of key: DigitalKeyID, at: Instant) throws {
        let mails: [QueueID] = try db.rows(Statements.cancelChallengesOfKey, .id(key)) { try $0.id(0) }
        for mail in mails { _ = try cancel(mail, reason: .cancelledByCaller, at: at) }
    }

    /// Whether the code on paper may be redeemed, and the address is the one that was read: a correction may have come since.
    func stands(_ activation: Activation, _ terms: IssueTerms) -> Bool {
        activation.state == .pending && terms.now < activation.codeExpires && (terms.address.map { $0 == activation.address } ?? true)
    }

    /// Whether a code for a key is still for the address that was read: the key may have ended since, or got another.
    func stands(_ key: DigitalKeyID?, _ address: [UInt8]?) throws -> Bool {
        guard let key, let address else { return true }
        return try db.row(Statements.digitalKeyStands, .id(key), .blob(address)) { _ in true } ?? false
    }
}
