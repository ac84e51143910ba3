import Issuance
import Synchronization

/// The branding of municipalities as a test sets it.
final class KnownBrands: Sendable {
    private let known = Mutex<[String: MunicipalityBranding]>([:])

    subscript(nis: String) -> MunicipalityBranding? {
        get { known.withLock { $0[nis] } }
        set { known.withLock { $0[nis] = newValue } }
    }
}
