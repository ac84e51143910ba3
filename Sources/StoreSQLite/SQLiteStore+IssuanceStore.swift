import Issuance

extension SQLiteStore: IssuanceStore {}
