/** What stands in the pack for whoever opens it without the program. */
export const README = `证据包 / evidence pack

每次核验各在一个以数字命名的文件夹内：
  photo.*          收到的原始照片，未作任何改动
  report.json      核验报告；report.zh.pdf、report.en.pdf 为同一报告的纸面形式
  evidence.json    从照片读出的全部内容，可据此重新判定
  annotated.jpg    标注图；findings/ 为各项发现的局部图，编号与报告一致
  rules.json       所依据的条款原文
  versions.json    程序、模型、规则和样式的版本
manifest.json 列出全部文件的 SHA-256，manifest.sig 是对它的 Ed25519 签名（Base64），public-key.pem 是验证用的公钥。
检查：npm run -s report -- check 证据包.zip
请用另外的途径核对公钥指纹（manifest.json 中的 signer）：随包的公钥本身不能证明是谁签的。
本证据包由照片与登记样式比对得出，不是官方登记信息，也不能认定证书的效力。照片和证据中有个人信息，请妥善保管。

Each verification is in a numbered folder: the photo as received, the report (JSON and PDF), all that was read (evidence.json),
the annotated picture and a crop for each finding, the clauses quoted, and the versions the verdict was made with.
manifest.json lists the SHA-256 of every file, manifest.sig is its Ed25519 signature (Base64), public-key.pem the key to verify it.
Check: npm run -s report -- check PACK.zip
Compare the fingerprint of the key (signer in manifest.json) by another way: the key inside the pack does not prove who signed.
This is not the official register and does not decide whether a certificate is valid. It holds personal data: keep it safe.
`;
