// Canonical composition without Foundation: the interface that Foundation itself uses (docs/decisions.md, 14).
@_spi(_Unicode) import Swift

extension String {
    /// In Normalization Form C (UAX #15): the bytes of two spellings that look alike are the same.
    package var composed: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        var scalars = String.UnicodeScalarView()
        for scalar in _nfc { scalars.append(scalar) }
        return String(scalars)
    }
}
