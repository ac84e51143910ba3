extension Issuer {
    /// The register that this issuer reads.
    package var municipalities: MunicipalityRegister {
        MunicipalityRegister(store: store, clock: clock, keyring: keyring, onChange: onMunicipalities)
    }
}
