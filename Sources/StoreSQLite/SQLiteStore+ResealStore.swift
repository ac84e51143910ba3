package import Issuance
package import Queue

extension SQLiteStore: ResealStore {
    package func boxes(in place: SealedPlace, after row: [UInt8], limit: Int) async throws(StoreFault) -> [SealedBox] {
        try await read {
            try $0.rows(Statements.boxes(in: place), .blob(row), .number(limit)) { SealedBox(row: $0.blob(0), box: $0.blob(1)) }
        }
    }

    package func replace(_ boxes: [(former: SealedBox, new: [UInt8])], in place: SealedPlace) async throws(StoreFault) -> Int {
        try await writer.write(.upkeep) { batch in
            try boxes.reduce(0) { count, pair in
                try count
                    + batch.db.run(
                        Statements.replaceBox(in: place), .blob(pair.former.row), .blob(pair.former.box), .blob(pair.new))
            }
        }
    }

    package func sealedUnder() async throws(StoreFault) -> SealedUnder? {
        try await read {
            try $0.row(Statements.sealedUnder) { SealedUnder(key: UInt32(truncatingIfNeeded: $0.int(0)), since: $0.optionalTime(1)) }
        }
    }

    package func setSealedUnder(_ key: UInt32, by actor: AuditActor) async throws(StoreFault) {
        try await writer.write(.upkeep) { batch in
            let former = try batch.db.row(Statements.sealedUnder) { $0.int(0) }
            try batch.db.run(Statements.setSealedUnder, .int(Int64(key)), .time(batch.now))
            if let former, former != Int64(key) { try batch.audit(AuditAct(by: actor, .sealRotated)) }
        }
    }
}
