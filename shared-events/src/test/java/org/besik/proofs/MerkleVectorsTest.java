package org.besik.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of Certificate Transparency's reference code: eight leaves, their roots and some proofs. */
class MerkleVectorsTest {

    private static final List<byte[]> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    private static final MerkleProofs PROOFS = new MerkleProofs(Trees.grown(LEAVES));

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void roots(int size, String root) {
        var edge = new MerkleFrontier((level, number, hash) -> {});
        LEAVES.subList(0, size).forEach(edge::add);
        assertThat(HexFormat.of().formatHex(edge.root())).isEqualTo(root);
        assertThat(HexFormat.of().formatHex(PROOFS.root(size))).isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void inclusion_proofs(int index, int size, String hashes) {
        List<byte[]> proof = PROOFS.inclusion(index, size);
        assertThat(hex(proof)).isEqualTo(hashes);
        assertThat(ProofCheck.isIncluded(index, size, LEAVES.get(index), proof, PROOFS.root(size)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void consistency_proofs(int from, int to, String hashes) {
        List<byte[]> proof = PROOFS.consistency(from, to);
        assertThat(hex(proof)).isEqualTo(hashes);
        assertThat(ProofCheck.isConsistent(from, PROOFS.root(from), to, PROOFS.root(to), proof))
                .isTrue();
    }

    /** Worked out with another language from the description of the format alone. */
    @Test
    void an_event_and_its_transaction() {
        byte[] tag = HexFormat.of().parseHex("00000007" + HexFormat.of().formatHex("child:a".getBytes()));
        byte[] leaf = new EventHash()
                .of(
                        7,
                        "contact.ContactRecorded".getBytes(),
                        "1".getBytes(),
                        "{\"n\":\"1\"}".getBytes(),
                        tag,
                        "{\"a\":1}".getBytes());
        assertThat(hex(List.of(leaf))).isEqualTo("6bb7c5c97b262c96549366210630a22dc45ad72db3e73b997b5e6abc51ef51bf");
        assertThat(hex(List.of(ChainLink.after(ChainLink.origin(), List.of(leaf)))))
                .isEqualTo("3d104ad9593a02f9604f05d97ed9b333867f4ffe2062fba9e6ff2d1fcd986d96");
    }

    private static String hex(List<byte[]> hashes) {
        return String.join(" ", hashes.stream().map(HexFormat.of()::formatHex).toList());
    }
}
