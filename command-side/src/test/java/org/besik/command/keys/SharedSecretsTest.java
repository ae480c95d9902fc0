package org.besik.command.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.besik.command.eventlog.mongo.MemoryServer;
import org.besik.events.ChildId;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedSecretsTest {

    private static final MasterKey MASTER = MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32]));

    private final MemoryServer server = new MemoryServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private SharedSecrets secrets(MasterKey master) {
        return new SharedSecrets(new MongoKeyRows(server.connection().database(), "secrets"), master);
    }

    @Test
    void whoever_comes_first_makes_it_and_all_have_the_same() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int node = 0; node < 8; node++) {
                String own = "secret of node " + node;
                nodes.submit(() ->
                        seen.add(new String(secrets(MASTER).get("signer", () -> own.getBytes(UTF_8)), UTF_8)));
            }
        }
        assertThat(seen).hasSize(1);
        assertThat(secrets(MASTER).get("other", () -> new byte[] {1})).containsExactly(1);
    }

    @Test
    void it_is_not_readable_where_it_is_kept_nor_with_another_master_key() {
        secrets(MASTER).get("signer", () -> "the secret".getBytes(UTF_8));

        Document kept =
                server.connection().database().getCollection("secrets").find().first();
        assertThat(new String(kept.get("k", Binary.class).getData(), UTF_8)).doesNotContain("the secret");
        byte[] other = new byte[32];
        other[0] = 1;
        MasterKey another = MasterKey.parse(Base64.getEncoder().encodeToString(other));
        assertThatThrownBy(() -> secrets(another).get("signer", () -> new byte[0]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another master key");
    }

    @Test
    void it_cannot_be_put_in_the_place_of_another() {
        var rows = new MongoKeyRows(server.connection().database(), "secrets");
        secrets(MASTER).get("signer", () -> new byte[] {1});
        var copied = rows.find(new ChildId("signer"));
        rows.add(java.util.Map.of(new ChildId("issuer"), copied.wrapped()));

        assertThatThrownBy(() -> secrets(MASTER).get("issuer", () -> new byte[0]))
                .isInstanceOf(IllegalStateException.class);
    }
}
