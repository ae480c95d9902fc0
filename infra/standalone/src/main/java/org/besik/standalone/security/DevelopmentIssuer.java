package org.besik.standalone.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.besik.events.Service;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Stands in for an OpenID Connect issuer on a machine that has none: a key pair of its own, and one token per role
 * that lasts a year. The files are readable by their owner only.
 */
public final class DevelopmentIssuer {

    private static final String ISSUER = "urn:besik:development";
    private static final Duration LASTS = Duration.ofDays(365);
    private static final Duration RENEWED_WITH = Duration.ofDays(60);
    private static final int KEY_BITS = 2048;

    private final RSAPrivateCrtKey key;
    private final JwtDecoder decoder;
    private final Clock clock;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private DevelopmentIssuer(RSAPrivateCrtKey key, Clock clock) throws GeneralSecurityException {
        this.key = key;
        this.clock = clock;
        this.decoder = decoder(key, clock);
    }

    /**
     * Opens the issuer of a data directory; makes key and tokens where they are missing, and tokens anew that are soon
     * to expire or say something else than they would today.
     */
    public static DevelopmentIssuer open(Path data, Clock clock) {
        try {
            return open(data, clock, key(data.resolve("issuer")));
        } catch (IOException e) {
            throw new IllegalStateException("the development issuer cannot be opened", e);
        }
    }

    /** As {@link #open(Path, Clock)}, with a key that several processes share; as by {@link #newKey}. */
    static DevelopmentIssuer open(Path data, Clock clock, byte[] pkcs8) {
        try {
            var spec = new PKCS8EncodedKeySpec(pkcs8);
            var issuer = new DevelopmentIssuer(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec), clock);
            Path folder = ownFolder(data.resolve("tokens"));
            for (var role : roles().entrySet()) {
                Path file = folder.resolve(role.getKey() + ".jwt");
                String token = issuer.current(file, role.getValue());
                issuer.tokens.put(role.getKey(), token);
            }
            return issuer;
        } catch (IOException | GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("the development issuer cannot be opened", e);
        }
    }

    /** One token per role, by the name of its file. */
    public Map<String, String> tokens() {
        return Map.copyOf(tokens);
    }

    /** Tells tokens of this issuer from others. */
    public JwtDecoder decoder() {
        return decoder;
    }

    /** A token with these claims. */
    public String sign(Map<String, Object> claims, Instant expiresAt) {
        var set = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(expiresAt));
        claims.forEach(set::claim);
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), set.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
        return token.serialize();
    }

    private static Map<String, Map<String, Object>> roles() {
        var nation = List.of(Caller.NATION);
        var roles = new LinkedHashMap<String, Map<String, Object>>();
        roles.put(
                "agency",
                Map.of(
                        "sub",
                        "agency",
                        "agency",
                        "clinic-KZ-71-0",
                        "services",
                        List.of(Service.HEALTH.name()),
                        "regions",
                        List.of("KZ-71"),
                        "roles",
                        List.of(Role.AGENCY.name())));
        roles.put(
                "hub",
                Map.of(
                        "sub",
                        "hub",
                        "agency",
                        "hub",
                        "regions",
                        nation,
                        "roles",
                        List.of(Role.HUB.name()),
                        "scope",
                        Caller.RELAY));
        for (Role role : List.of(Role.MONITOR, Role.AUDITOR, Role.ANALYST, Role.ADMIN)) {
            String name = role.name().toLowerCase(Locale.ROOT);
            roles.put(name, Map.of("sub", name, "regions", nation, "roles", List.of(role.name())));
        }
        return roles;
    }

    private String current(Path file, Map<String, Object> claims) throws IOException, JOSEException {
        if (Files.exists(file)) {
            String known = Files.readString(file).strip();
            if (holds(known, claims)) {
                return known;
            }
        }
        String token = sign(claims, clock.instant().plus(LASTS));
        writeOwn(file, (token + "\n").getBytes(StandardCharsets.US_ASCII));
        return token;
    }

    private boolean holds(String token, Map<String, Object> claims) {
        try {
            Jwt known = decoder.decode(token);
            Instant expiresAt = known.getExpiresAt();
            return expiresAt != null
                    && expiresAt.isAfter(clock.instant().plus(RENEWED_WITH))
                    && claims.entrySet().stream()
                            .allMatch(claim ->
                                    claim.getValue().equals(known.getClaims().get(claim.getKey())));
        } catch (JwtException e) {
            return false;
        }
    }

    private static JwtDecoder decoder(RSAPrivateCrtKey key, Clock clock) throws GeneralSecurityException {
        var publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(publicKey)
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .build();
        // One machine, one clock: no skew to forgive
        var time = new JwtTimestampValidator(Duration.ZERO);
        time.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(time, new JwtIssuerValidator(ISSUER)));
        return decoder;
    }

    private static byte[] key(Path folder) throws IOException {
        Path file = ownFolder(folder).resolve("key.pkcs8");
        if (!Files.exists(file)) {
            writeOwn(file, newKey());
        }
        return Files.readAllBytes(file);
    }

    /** A key of its own, in PKCS #8. */
    static byte[] newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static Path ownFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    /** Whole or not at all, and never readable by others, not even for a moment. */
    private static void writeOwn(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, "draft", null);
        Files.write(draft, bytes);
        if (isPosix(draft)) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
