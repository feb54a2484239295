package id.laris.payment.account;

import id.laris.common.db.TenantRow;
import id.laris.pos.v1.GatewayConfig.Environment;
import id.laris.pos.v1.GatewayConfig.QrisAcquirer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;

/** A tenant's account at the gateway, its secret encrypted. */
@Entity
@Table(name = "gateway_config", schema = "payment")
class GatewayConfigRow extends TenantRow {

  /** The row's id, the same for every tenant: each has one row. */
  static final UUID ID = new UUID(0, 1);

  @Enumerated(EnumType.STRING)
  private Environment environment = Environment.ENVIRONMENT_UNSPECIFIED;

  @Column(name = "merchant_id")
  private String merchantId = "";

  @Column(name = "client_key")
  private String clientKey = "";

  @Enumerated(EnumType.STRING)
  @Column(name = "qris_acquirer")
  private QrisAcquirer qrisAcquirer = QrisAcquirer.GOPAY;

  @Column(name = "server_key_encrypted")
  private byte[] serverKeyEncrypted = new byte[0];

  @Column(name = "server_key_masked")
  private String serverKeyMasked = "";

  /** Makes an account without a secret, which cannot be used yet. */
  protected GatewayConfigRow() {
    super(ID);
  }

  boolean hasSecret() {
    return serverKeyEncrypted.length > 0;
  }

  /** Sets the secret, which also tells the environment. */
  void setServerKey(ServerKey serverKey, byte[] encrypted) {
    serverKeyEncrypted = encrypted.clone();
    serverKeyMasked = serverKey.mask();
    environment = serverKey.isSandbox() ? Environment.SANDBOX : Environment.PRODUCTION;
  }

  void describe(String newMerchantId, String newClientKey, QrisAcquirer newAcquirer) {
    merchantId = newMerchantId;
    clientKey = newClientKey;
    boolean left = newAcquirer == QrisAcquirer.QRIS_ACQUIRER_UNSPECIFIED;
    qrisAcquirer = left ? QrisAcquirer.GOPAY : newAcquirer;
  }

  byte[] serverKeyEncrypted() {
    return serverKeyEncrypted.clone();
  }

  Environment environment() {
    return environment;
  }

  String merchantId() {
    return merchantId;
  }

  String clientKey() {
    return clientKey;
  }

  QrisAcquirer qrisAcquirer() {
    return qrisAcquirer;
  }

  String serverKeyMasked() {
    return serverKeyMasked;
  }
}
