import { mountApp } from './mountApp'
import { extensionPlatform } from '~/lib/platform/extension/extensionPlatform'

void mountApp(extensionPlatform())
