import assert from "node:assert/strict";
import { AccountPictures, PICTURE_BYTES_MAX } from "../../../server/accounts/account_pictures.ts";
import { AccountStore } from "../../../server/accounts/account_store.ts";
import { jpegOf } from "../../support/board/jpeg.ts";
import { databaseKinds } from "../../support/store/database_kinds.ts";
import { ADA_OF_PROVIDER } from "../../support/store/accounts.ts";

for (const kind of await databaseKinds()) {
  Deno.test({
    name:
      `pictures on ${kind.name}: the largest one is kept as it is, replaced, kept when the name changes, and goes with the account`,
    ignore: kind.ignore,
    async fn() {
      await using opened = await kind.open();
      const { database } = opened;
      const accounts = new AccountStore(database), pictures = new AccountPictures(database);
      assert.equal(await pictures.set("ada", jpegOf()), undefined, "there is no such account");
      await accounts.create(ADA_OF_PROVIDER);
      const large = jpegOf({ bytes: PICTURE_BYTES_MAX });
      const first = (await pictures.set("ada", large))!;
      assert.deepEqual(await pictures.find(first), large);
      await accounts.change("ada", (account) => ({ ...account, name: "Ada L." }));
      assert.equal((await accounts.find("ada"))!.picture, first);
      const second = (await pictures.set("ada", jpegOf()))!;
      assert.deepEqual([await pictures.find(first), await pictures.find(second)], [undefined, jpegOf()]);
      await accounts.delete("ada");
      assert.equal(await pictures.find(second), undefined);
    },
  });
}
