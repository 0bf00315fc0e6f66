package dev.countersign.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses are anybody's on the internet, rather than someone's own. */
final class Network {
  /** Of RFC 6890 and its registry, with multicast. */
  private static final List<Block> RESERVED =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(Block::of)
          .toList();

  private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

  private Network() {}

  /** Whether packets for it leave for the internet. An IPv4 address within IPv6 counts as IPv4. */
  static boolean isPublic(InetAddress address) {
    return (address instanceof Inet4Address || GLOBAL_UNICAST.has(address))
        && RESERVED.stream().noneMatch(block -> block.has(address));
  }

  /**
   * Addresses that begin alike.
   *
   * @param bits how many of the first bits are alike
   */
  private record Block(InetAddress first, int bits) {
    static Block of(String text) {
      int slash = text.indexOf('/');
      try {
        return new Block(
            InetAddress.getByName(text.substring(0, slash)),
            Integer.parseInt(text.substring(slash + 1)));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(text, e);
      }
    }

    boolean has(InetAddress address) {
      var here = first.getAddress();
      var there = address.getAddress();
      if (here.length != there.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((here[bit / 8] ^ there[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
