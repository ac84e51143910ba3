import Issuance
package import Mail
package import Queue

extension SQLiteStore: QueueStore {
    package func handOver(to receiver: (any LeaseReceiver)?) {
        writer.handOver(to: receiver)
    }

    package func enqueue(_ entries: [QueueEntry]) async throws(StoreFault) {
        try await writer.write { batch in
            for entry in entries { try batch.enqueue(entry) }
        }
    }

    package func lease(
        _ limits: [Lane: Int], owner: LeaseOwner, now: Instant, until: Instant
    ) async throws(StoreFault) -> [Lease] {
        try await writer.write(.upkeep) { try $0.lease(limits, owner: owner, now: now, until: until) }
    }

    package func renew(_ rows: [Int64], owner: LeaseOwner, until: Instant) async throws(StoreFault) -> Set<Int64> {
        try await writer.write(.upkeep) { try $0.renew(rows, owner: owner, until: until) }
    }

    package func settle(_ settlement: Settlement, completion: @escaping @Sendable (SettleResult) -> Void) {
        let request = WriteRequest(
            origin: .settlement,
            run: { batch in
                let result = try batch.settle(settlement)
                return { completion(result) }
            },
            fail: { fault in
                if case .broken = fault { completion(.broken) } else { completion(.failed) }
            })
        writer.submit(request)
    }

    package func cancel(
        _ id: QueueID, reason: Reason, by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> CancelResult {
        try await writer.write { try $0.cancel(id, reason: reason, by: actor, at: now) }
    }

    package func perform(
        _ action: MessageAction, on id: QueueID, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> MessageActionResult {
        try await writer.write { try $0.perform(action, on: id, minimumLeft: minimumLeft, by: actor, at: now) }
    }

    package func perform(
        _ action: BulkAction, on ids: [QueueID], selection: String, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> [MessageActionResult] {
        try await writer.write { batch in
            try batch.perform(action, on: ids, selection: selection, minimumLeft: minimumLeft, by: actor, at: now)
        }
    }

    package func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor, now: Instant) async throws(StoreFault) {
        try await writer.write { try $0.setPaused(isPaused, pause, by: actor, at: now) }
    }

    package func releasePaused(now: Instant, limit: Int) async throws(StoreFault) -> Int {
        try await writer.write(.upkeep) { try $0.releasePaused(limit: limit) }
    }

    package func expire(now: Instant, minimumLeft: [String: Duration], limit: Int) async throws(StoreFault) -> Int {
        try await writer.write(.upkeep) { try $0.expire(now: now, minimumLeft: minimumLeft, limit: limit) }
    }

    package func recover(
        owner: LeaseOwner, formerOwners: Bool, marks: FlightMarks, now: Instant, limit: Int
    ) async throws(StoreFault) -> [RecoveredEntry] {
        try await writer.write(.upkeep) {
            try $0.recover(owner: owner, formerOwners: formerOwners, marks: marks, now: now, limit: limit)
        }
    }

    package func giveBack(_ rows: [Int64], owner: LeaseOwner, now: Instant) async throws(StoreFault) {
        try await writer.write(.upkeep) { try $0.giveBack(rows, owner: owner) }
    }

    package func prune(_ edges: RetentionEdges, now: Instant, limit: Int) async throws(StoreFault) -> Int {
        let persons: [PersonID] = try await read {
            try $0.rows(Statements.personsWithoutRole, .number(limit), .time(edges.history)) { try $0.id(0) }
        }
        return try await writer.write(.upkeep) { try $0.prune(edges, persons: persons, now: now, limit: limit) }
    }

    package func checkWritable() async throws(StoreFault) {
        try await writer.write(.upkeep) { _ = try $0.db.run(Statements.touch) }
    }
}
